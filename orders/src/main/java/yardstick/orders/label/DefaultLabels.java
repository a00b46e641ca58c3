package yardstick.orders.label;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Database;
import yardstick.kernel.Language;
import yardstick.kernel.Messages;
import yardstick.kernel.Setting;
import yardstick.kernel.Settings;
import yardstick.orders.AddressLines;
import yardstick.orders.Labels;
import yardstick.orders.Shipment;
import yardstick.orders.ShipmentId;
import yardstick.orders.Shipments;
import yardstick.orders.invoice.InvoiceFont;
import yardstick.orders.json.JsonText;

/** Drawn directly: a label has fixed places, and its bars need exact widths. Two at a time. */
@ApplicationScoped
class DefaultLabels implements Labels {

    private static final PDRectangle SIZE = new PDRectangle(Sheet.mm(100), Sheet.mm(150));

    @Inject
    Database database;

    @Inject
    Shipments shipments;

    @Inject
    Settings settings;

    @Inject
    Messages messages;

    private final Semaphore permits = new Semaphore(2);
    private volatile byte @Nullable [] font;

    @Override
    public byte[] pdf(List<ShipmentId> parcels, Language language) {
        List<Shipment> all = parcels.stream()
                .distinct()
                .map(id -> shipments.find(id).orElse(null))
                .filter(Objects::nonNull)
                .filter(parcel -> parcel.trackingNumber() != null && parcel.state() != Shipment.State.CANCELLED)
                .toList();
        if (all.isEmpty()) {
            return new byte[0];
        }
        permits.acquireUninterruptibly();
        try {
            return draw(all, language);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot set labels", e);
        } finally {
            permits.release();
        }
    }

    private byte[] draw(List<Shipment> parcels, Language language) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (PDDocument document = new PDDocument()) {
            document.getDocumentInformation().setProducer("Yardstick");
            PDType0Font letters = PDType0Font.load(document, new ByteArrayInputStream(font()), true);
            for (Shipment parcel : parcels) {
                PDPage page = new PDPage(SIZE);
                document.addPage(page);
                try (PDPageContentStream ink = new PDPageContentStream(document, page)) {
                    label(new Sheet(ink, letters), parcel, language);
                }
            }
            document.save(out);
        }
        return out.toByteArray();
    }

    private void label(Sheet sheet, Shipment parcel, Language language) throws IOException {
        String number = Objects.requireNonNull(parcel.trackingNumber());
        Map<String, String> address = address(parcel);
        sheet.text(settings.text(Setting.SHOP_NAME), new Sheet.Place(6, 142, 9, 50));
        sheet.text(messages.text(language, "orders.carrier." + parcel.carrier()), new Sheet.Place(58, 141, 14, 36));
        sheet.rule(138);
        double y = sheet.text(join(address, " ", "name", "phone"), new Sheet.Place(6, 130, 13, 88));
        y -= 1;
        for (String line : AddressLines.of(address)) {
            y = sheet.text(line, new Sheet.Place(6, y, 11, 88));
        }
        sheet.text(join(address, " ", "country"), new Sheet.Place(6, y, 11, 88));
        sheet.rule(84);
        sheet.bars(number, 56, 24);
        sheet.centred(number, 48, 14);
        sheet.rule(42);
        sheet.square(number, 6, 8, 30);
        sheet.text(parcel.orderNumber() + "-" + parcel.no(), new Sheet.Place(42, 30, 14, 52));
        sheet.text(
                messages.text(language, "orders.label.units", Map.of("count", parcel.units())),
                new Sheet.Place(42, 22, 11, 52));
    }

    private Map<String, String> address(Shipment parcel) {
        return database.read(handle -> handle.createQuery("""
                        SELECT o.address FROM orders.orders o JOIN orders.shipment s ON s.order_id = o.id
                        WHERE s.id = :id""")
                .bind("id", parcel.id().value())
                .mapTo(String.class)
                .map(JsonText::strings)
                .one());
    }

    private static String join(Map<String, String> address, String between, String... fields) {
        return String.join(
                between,
                Stream.of(fields)
                        .map(field -> address.getOrDefault(field, ""))
                        .filter(value -> !value.isBlank())
                        .toList());
    }

    private byte[] font() {
        byte[] known = font;
        if (known == null) {
            known = InvoiceFont.bytes();
            font = known;
        }
        return known;
    }
}
