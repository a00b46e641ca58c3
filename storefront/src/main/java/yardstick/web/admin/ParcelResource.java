package yardstick.web.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Setting;
import yardstick.kernel.Settings;
import yardstick.orders.Order;
import yardstick.orders.Orders;
import yardstick.orders.ParcelStatus;
import yardstick.orders.Shipment;
import yardstick.orders.ShipmentId;
import yardstick.orders.Shipments;
import yardstick.orders.TrackingNumber;
import yardstick.web.Access;
import yardstick.web.Barcode;
import yardstick.web.CurrentVisit;
import yardstick.web.Head;
import yardstick.web.Pages;
import yardstick.web.Role;

/** One parcel: what to do with it, and what to print for it. */
@ApplicationScoped
@Path("/admin/parcels/{id}")
public class ParcelResource {

    @Inject
    Shipments shipments;

    @Inject
    Orders orders;

    @Inject
    Office office;

    @Inject
    CurrentVisit current;

    @Inject
    Settings settings;

    /**
     * @param typed a tracking number that was pasted, and {@code found} whose it may be
     * @param carriers that a number may be of
     */
    public record ParcelView(
            Shipment parcel,
            String typed,
            List<TrackingNumber> found,
            Set<String> carriers,
            List<ParcelStatus> statuses) {

        public boolean chosen(String carrier) {
            return !found.isEmpty() && found.getFirst().carrier().equals(carrier);
        }
    }

    /** @param code the tracking number for scanners, or null before there is one */
    public record PrintView(
            Shipment parcel,
            Order order,
            String sender,
            @Nullable Barcode code,
            Barcode orderCode) {}

    private Optional<Shipment> parcel(String id) {
        return id.matches("\\d{1,18}") ? shipments.find(new ShipmentId(Long.parseLong(id))) : Optional.empty();
    }

    private static String page(Shipment parcel) {
        return "/admin/parcels/" + parcel.id().value();
    }

    @GET
    @Access({Role.OWNER, Role.WAREHOUSE, Role.SUPPORT})
    public Response show(@PathParam("id") String id, @QueryParam("number") @DefaultValue("") String typed) {
        return parcel(id)
                .map(parcel -> office.page(
                        "parcel",
                        Head.of(title(parcel)),
                        new ParcelView(
                                parcel,
                                typed,
                                typed.isBlank() ? List.of() : shipments.recognise(typed),
                                shipments.knownCarriers(),
                                Arrays.stream(ParcelStatus.values())
                                        .filter(ParcelStatus::moving)
                                        .toList())))
                .orElseGet(office::notFound);
    }

    private String title(Shipment parcel) {
        return office.text("admin.parcel.title", Map.of("number", parcel.orderNumber(), "no", parcel.no()));
    }

    @POST
    @Path("book")
    @Access({Role.OWNER, Role.WAREHOUSE})
    public Response book(@PathParam("id") String id) {
        return parcel(id)
                .map(parcel -> office.back(
                        page(parcel),
                        shipments.book(parcel.id(), current.get().incoming().base(), office.actor()),
                        "admin.parcel.booking_asked"))
                .orElseGet(office::notFound);
    }

    /** Without a carrier the page comes back with a proposal. */
    @POST
    @Path("number")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Access({Role.OWNER, Role.WAREHOUSE})
    public Response number(
            @PathParam("id") String id,
            @FormParam("number") @DefaultValue("") String number,
            @FormParam("carrier") @DefaultValue("") String carrier) {
        Shipment parcel = parcel(id).orElse(null);
        if (parcel == null) {
            return office.notFound();
        }
        if (carrier.isEmpty()) {
            List<TrackingNumber> found = shipments.recognise(number);
            boolean sure = found.size() == 1 && found.getFirst().validity() != TrackingNumber.Validity.WRONG;
            if (!sure) {
                return Pages.seeOther(page(parcel) + "?number="
                        + java.net.URLEncoder.encode(number, java.nio.charset.StandardCharsets.UTF_8));
            }
            return office.back(
                    page(parcel),
                    shipments.number(parcel.id(), found.getFirst().carrier(), number),
                    "admin.parcel.numbered");
        }
        return office.back(page(parcel), shipments.number(parcel.id(), carrier, number), "admin.parcel.numbered");
    }

    @POST
    @Path("hand-over")
    @Access({Role.OWNER, Role.WAREHOUSE})
    public Response handOver(@PathParam("id") String id) {
        return parcel(id)
                .map(parcel -> office.back(
                        page(parcel), shipments.handOver(parcel.id(), office.actor()), "admin.parcel.handed_over"))
                .orElseGet(office::notFound);
    }

    @POST
    @Path("cancel")
    @Access({Role.OWNER, Role.WAREHOUSE})
    public Response cancel(@PathParam("id") String id) {
        return parcel(id)
                .map(parcel -> office.back(
                        page(parcel), shipments.cancel(parcel.id(), office.actor()), "admin.parcel.cancel_asked"))
                .orElseGet(office::notFound);
    }

    @POST
    @Path("status")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Access({Role.OWNER, Role.WAREHOUSE, Role.SUPPORT})
    public Response status(
            @PathParam("id") String id,
            @FormParam("status") @DefaultValue("") String status,
            @FormParam("place") @DefaultValue("") String place) {
        Shipment parcel = parcel(id).orElse(null);
        if (parcel == null) {
            return office.notFound();
        }
        ParcelStatus seen = ParcelStatus.ofCode(status).orElse(ParcelStatus.PENDING);
        String where = place.strip();
        return office.back(
                page(parcel),
                shipments.see(
                        parcel.id(),
                        new Shipments.Sighting(seen, null, where.substring(0, Math.min(100, where.length()))),
                        office.actor()),
                "admin.parcel.seen");
    }

    @POST
    @Path("refresh")
    @Access({Role.OWNER, Role.WAREHOUSE, Role.SUPPORT})
    public Response refresh(@PathParam("id") String id) {
        Shipment parcel = parcel(id).orElse(null);
        if (parcel == null) {
            return office.notFound();
        }
        shipments.refresh(parcel.id());
        return office.done(page(parcel), "admin.parcel.refreshed");
    }

    @GET
    @Path("label")
    @Access({Role.OWNER, Role.WAREHOUSE})
    public Response label(@PathParam("id") String id) {
        return print(id, "parcel-label", "admin.parcel.label");
    }

    @GET
    @Path("packing-slip")
    @Access({Role.OWNER, Role.WAREHOUSE})
    public Response packingSlip(@PathParam("id") String id) {
        return print(id, "packing-slip", "admin.parcel.slip");
    }

    private Response print(String id, String template, String title) {
        Shipment parcel = parcel(id).orElse(null);
        Order order =
                parcel == null ? null : orders.byNumber(parcel.orderNumber()).orElse(null);
        if (parcel == null || order == null) {
            return office.notFound();
        }
        String number = parcel.trackingNumber();
        return office.page(
                template,
                Head.of(office.text(title) + ' ' + parcel.orderNumber() + '-' + parcel.no()),
                new PrintView(
                        parcel,
                        order,
                        settings.text(Setting.SHOP_NAME),
                        number == null ? null : Barcode.code128(number),
                        Barcode.qr(parcel.orderNumber() + "-" + parcel.no())));
    }
}
