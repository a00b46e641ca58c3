package yardstick.web.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import yardstick.kernel.Setting;
import yardstick.kernel.Settings;
import yardstick.web.Access;
import yardstick.web.Role;

/** Every setting with its value in force and where that comes from; secrets stay secret. */
@ApplicationScoped
@Path("/admin/settings")
public class SettingsResource {

    private static final String MASK = "\u2022\u2022\u2022\u2022\u2022\u2022";

    @Inject
    Settings settings;

    @Inject
    Office office;

    /** @param source {@code environment}, {@code file} or {@code default} */
    public record Row(String key, String environmentName, String value, String source, String purpose) {

        /** As texts can choose by it: ICU's {@code select} takes neither dots nor hyphens. */
        public String textKey() {
            return key.replaceAll("[.-]", "_");
        }
    }

    public record SettingsView(List<Row> rows) {}

    @GET
    @Access(Role.OWNER)
    public Response page() {
        return office.page("settings", "admin.settings.title", new SettingsView(rows(settings, System.getenv())));
    }

    static List<Row> rows(Settings settings, Map<String, String> environment) {
        return Arrays.stream(Setting.values())
                .map(setting -> row(setting, settings.text(setting), environment))
                .toList();
    }

    private static Row row(Setting setting, String value, Map<String, String> environment) {
        String source = "file";
        if (environment.containsKey(setting.environmentName())) {
            source = "environment";
        } else if (value.equals(setting.defaultValue())) {
            source = "default";
        }
        String shown = setting.secret() && !value.isEmpty() ? MASK : value;
        return new Row(setting.key(), setting.environmentName(), shown, source, setting.purpose());
    }
}
