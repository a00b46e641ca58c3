package yardstick.orders.risk;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Map;
import yardstick.kernel.Language;
import yardstick.kernel.Mailer;
import yardstick.kernel.Messages;
import yardstick.kernel.Setting;
import yardstick.kernel.Settings;

/** Sends the code of a step-up. */
@ApplicationScoped
class CodePost {

    private static final SecureRandom RANDOM = new SecureRandom();

    @Inject
    Mailer mailer;

    @Inject
    Messages messages;

    @Inject
    Settings settings;

    /** @return the six digits that were sent */
    String send(String key, String email, Language language) {
        String code = String.format(Locale.ROOT, "%06d", RANDOM.nextInt(1_000_000));
        Map<String, String> words = Map.of("code", code, "shop", settings.text(Setting.SHOP_NAME));
        mailer.send(new Mailer.Mail(
                "risk-code-" + key,
                email,
                messages.text(language, "orders.risk_mail.subject", words),
                messages.text(language, "orders.risk_mail.text", words)));
        return code;
    }
}
