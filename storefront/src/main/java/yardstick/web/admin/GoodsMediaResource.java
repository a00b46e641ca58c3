package yardstick.web.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.EntityPart;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import yardstick.catalog.Pictures;
import yardstick.catalog.ProductId;
import yardstick.catalog.ProductMedia;
import yardstick.kernel.Outcome;
import yardstick.kernel.Refusal;
import yardstick.web.Access;
import yardstick.web.Role;

/** Pictures, models, broadcasts and certificates of one product. */
@ApplicationScoped
@Path("/admin/goods-media")
public class GoodsMediaResource {

    private static final int LARGEST = 20 << 20;
    private static final int MISSING = 50;

    @Inject
    ProductMedia media;

    @Inject
    Pictures pictures;

    @Inject
    Office office;

    public record MediaView(long product, List<ProductMedia.Medium> media, List<Pictures.Missing> missing, Form form) {}

    @GET
    @Path("{product: \\d{1,18}}")
    @Access({Role.OWNER, Role.MARKETING})
    public Response page(@PathParam("product") long product) {
        return page(200, product, Form.empty());
    }

    private Response page(int status, long product, Form form) {
        if (!media.exists(new ProductId(product))) {
            return office.notFound();
        }
        return office.page(
                status,
                "goods-media",
                "admin.goods_media.title",
                new MediaView(
                        product, media.of(office.language(), new ProductId(product)), pictures.missing(MISSING), form));
    }

    /** The form token stands in the address: this body is read once. */
    @POST
    @Path("{product: \\d{1,18}}/add")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Access({Role.OWNER, Role.MARKETING})
    public Response add(@PathParam("product") long product, List<EntityPart> parts) throws IOException {
        Form form = Form.empty();
        byte[] file = new byte[0];
        byte[] poster = new byte[0];
        for (EntityPart part : parts) {
            try (InputStream content = part.getContent()) {
                switch (part.getName()) {
                    case "file" -> file = content.readNBytes(LARGEST + 1);
                    case "poster" -> poster = content.readNBytes(LARGEST + 1);
                    default ->
                        form.with(
                                part.getName(), new String(content.readNBytes(10_000), StandardCharsets.UTF_8).strip());
                }
            }
        }
        if (file.length > LARGEST || poster.length > LARGEST) {
            return page(422, product, form.refused("file", Refusal.of("catalog.medium_large")));
        }
        return switch (media.add(new ProductId(product), draft(form, file, poster))) {
            case Outcome.Done<Long>(Long added) ->
                office.done("/admin/goods-media/" + product, "admin.goods_media.added");
            case Outcome.Refused<Long>(Refusal refusal) -> page(422, product, form.refused(field(refusal), refusal));
        };
    }

    private static ProductMedia.Draft draft(Form form, byte[] file, byte[] poster) {
        ProductMedia.Kind kind = Arrays.stream(ProductMedia.Kind.values())
                .filter(each -> each.name().equals(form.text("kind")))
                .findFirst()
                .orElse(ProductMedia.Kind.IMAGE);
        return new ProductMedia.Draft(
                kind,
                file,
                form.text("address"),
                poster,
                form.text("title_en"),
                form.text("title_zh"),
                form.text("piece"));
    }

    /** Where the form says it. */
    private static String field(Refusal refusal) {
        return switch (refusal.code()) {
            case "catalog.medium_title" -> "title_en";
            case "catalog.medium_piece" -> "piece";
            case "catalog.medium_address" -> "address";
            default -> "file";
        };
    }

    @POST
    @Path("{product: \\d{1,18}}/{id: \\d{1,18}}/remove")
    @Access({Role.OWNER, Role.MARKETING})
    public Response remove(@PathParam("product") long product, @PathParam("id") long id) {
        media.remove(new ProductId(product), id);
        return office.done("/admin/goods-media/" + product, "admin.goods_media.removed");
    }
}
