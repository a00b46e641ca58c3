package yardstick.web.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import yardstick.catalog.Catalog;
import yardstick.catalog.Sku;
import yardstick.catalog.SkuId;
import yardstick.kernel.Outcome;
import yardstick.kernel.Refusal;
import yardstick.kernel.Setting;
import yardstick.kernel.Settings;
import yardstick.orders.Warehousing;
import yardstick.orders.Warehousing.Component;
import yardstick.orders.Warehousing.Entry;
import yardstick.orders.Warehousing.Low;
import yardstick.orders.Warehousing.Sheet;
import yardstick.orders.Warehousing.Warehouse;
import yardstick.web.Access;
import yardstick.web.CurrentVisit;
import yardstick.web.Head;
import yardstick.web.Pages;
import yardstick.web.Role;

/** Stock: what runs low, one SKU with its movements, and the warehouses. */
@ApplicationScoped
@Path("/admin/stock")
public class StockResource {

    private static final int MOST = 100;
    private static final int MOVEMENTS = 50;
    private static final int MOST_UNITS = 10_000_000;

    @Inject
    Warehousing warehousing;

    @Inject
    Catalog catalog;

    @Inject
    Settings settings;

    @Inject
    CurrentVisit current;

    @Inject
    Office office;

    /** @param titles by SKU; unknown ones are absent */
    public record StockView(List<Low> low, List<Warehouse> warehouses, Map<SkuId, Sku> skus, int threshold, Form form) {
        public String title(SkuId sku) {
            Sku known = skus.get(sku);
            return known == null ? "#" + sku.value() : known.title();
        }

        public String code(SkuId sku) {
            Sku known = skus.get(sku);
            return known == null ? "" : known.code();
        }
    }

    /** @param action form that was refused, or empty */
    public record SheetView(Sku sku, Sheet sheet, Map<SkuId, Sku> skus, Form form, String action) {
        public String title(SkuId id) {
            Sku known = skus.get(id);
            return known == null ? "#" + id.value() : known.code() + " " + known.title();
        }

        /** What was typed into the form that was refused; an untouched one for the others. */
        public Form form(String which) {
            return which.equals(action) ? form : Form.empty();
        }

        /** Stock code and quantity, one per line, as the bundle form takes them. */
        public String recipe() {
            StringBuilder text = new StringBuilder();
            sheet.components()
                    .forEach(each -> text.append(
                                    skus.containsKey(each.sku())
                                            ? skus.get(each.sku()).code()
                                            : each.sku().value())
                            .append(' ')
                            .append(each.quantity())
                            .append('\n'));
            return text.toString();
        }
    }

    @GET
    @Access({Role.OWNER, Role.WAREHOUSE})
    public Response list(@QueryParam("code") @DefaultValue("") String code) {
        String typed = code.strip();
        if (!typed.isEmpty()) {
            SkuId sku = catalog.skusByCode(List.of(typed)).get(typed);
            return sku == null
                    ? page(404, Form.empty().with("code", typed).refused("code", Refusal.of("admin.stock.unknown")))
                    : Pages.seeOther("/admin/stock/" + sku.value());
        }
        return page(200, Form.empty());
    }

    private Response page(int status, Form form) {
        int threshold = settings.number(Setting.STOCK_LOW);
        List<Low> low = warehousing.low(threshold, MOST);
        return office.page(
                status,
                "stock",
                "admin.stock.title",
                new StockView(
                        low,
                        warehousing.warehouses(),
                        skus(low.stream().map(Low::sku).toList()),
                        threshold,
                        form));
    }

    private Map<SkuId, Sku> skus(List<SkuId> ids) {
        return catalog.skus(current.get().language(), ids);
    }

    @POST
    @Path("warehouses")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Access({Role.OWNER, Role.WAREHOUSE})
    public Response keep(MultivaluedMap<String, String> fields) {
        Form form = new Form(fields);
        String code = form.required("warehouse");
        String name = form.required("name");
        int priority = form.whole("priority", 0, 10_000).orElse(100);
        if (form.failed()) {
            return page(422, form);
        }
        Warehouse warehouse =
                new Warehouse(0, code, name, priority, !form.text("active").equals("no"));
        if (warehousing.keep(warehouse) instanceof Outcome.Refused<Warehouse>(Refusal refusal)) {
            form.refuse("warehouse", refusal);
            return page(422, form);
        }
        return office.done("/admin/stock", "admin.stock.saved");
    }

    @GET
    @Path("{sku: \\d{1,18}}")
    @Access({Role.OWNER, Role.WAREHOUSE})
    public Response sheet(@PathParam("sku") long sku) {
        return sheet(200, new SkuId(sku), Form.empty(), "");
    }

    private Response sheet(int status, SkuId id, Form form, String action) {
        Sheet sheet = warehousing.sheet(id, MOVEMENTS);
        List<SkuId> ids = new ArrayList<>(List.of(id));
        sheet.components().forEach(each -> ids.add(each.sku()));
        Map<SkuId, Sku> skus = skus(ids);
        @Nullable Sku sku = skus.get(id);
        if (sku == null) {
            return office.notFound();
        }
        SheetView view = new SheetView(sku, sheet, skus, form, action);
        return office.page(status, "stock-sku", Head.of(sku.title()), view);
    }

    @POST
    @Path("{sku: \\d{1,18}}/{action: receive|adjust|count|safety|transfer}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Access({Role.OWNER, Role.WAREHOUSE})
    public Response move(
            @PathParam("sku") long sku, @PathParam("action") String action, MultivaluedMap<String, String> fields) {
        Form form = new Form(fields);
        int quantity = quantity(form, action);
        String reason = form.required("reason");
        if (form.failed()) {
            return sheet(422, new SkuId(sku), form, action);
        }
        Entry entry = new Entry(new SkuId(sku), form.text("warehouse"), quantity, reason, office.actor());
        Outcome<Sheet> outcome = switch (action) {
            case "receive" -> warehousing.receive(entry);
            case "adjust" -> warehousing.adjust(entry);
            case "count" -> warehousing.count(entry);
            case "safety" -> warehousing.keepSafe(entry);
            default -> warehousing.transfer(entry, form.text("to"));
        };
        if (outcome instanceof Outcome.Refused<Sheet>(Refusal refusal)) {
            form.refuse("quantity", refusal);
            return sheet(422, new SkuId(sku), form, action);
        }
        return office.done("/admin/stock/" + sku, "admin.stock.saved");
    }

    /** An adjustment may take away. */
    private static int quantity(Form form, String action) {
        String typed = form.required("quantity");
        if (action.equals("adjust") && typed.matches("-\\d{1,8}")) {
            return Integer.parseInt(typed);
        }
        return form.whole("quantity", 0, MOST_UNITS).orElse(0);
    }

    @POST
    @Path("{sku: \\d{1,18}}/bundle")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Access({Role.OWNER, Role.WAREHOUSE})
    public Response compose(@PathParam("sku") long sku, MultivaluedMap<String, String> fields) {
        Form form = new Form(fields);
        List<Component> components = new ArrayList<>();
        for (String line : form.text("components").lines().map(String::strip).toList()) {
            String[] parts = line.split("\\s+");
            SkuId part =
                    parts.length == 2 ? catalog.skusByCode(List.of(parts[0])).get(parts[0]) : null;
            if (part != null && parts[1].matches("\\d{1,3}")) {
                components.add(new Component(part, Integer.parseInt(parts[1])));
            } else if (!line.isEmpty()) {
                form.refuse("components", Refusal.of("admin.stock.bundle.line", "line", line));
            }
        }
        if (!form.failed()
                && warehousing.compose(new SkuId(sku), components) instanceof Outcome.Refused<Sheet>(Refusal reason)) {
            form.refuse("components", reason);
        }
        return form.failed()
                ? sheet(422, new SkuId(sku), form, "bundle")
                : office.done("/admin/stock/" + sku, "admin.stock.saved");
    }
}
