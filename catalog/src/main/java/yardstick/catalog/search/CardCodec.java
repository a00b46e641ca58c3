package yardstick.catalog.search;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;
import yardstick.catalog.ProductCard;
import yardstick.catalog.ProductId;
import yardstick.catalog.SkuId;
import yardstick.kernel.Money;

/** A card as bytes in the index. */
final class CardCodec {

    private CardCodec() {}

    static BytesRef encode(ProductCard card) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(160);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeLong(card.id().value());
            out.writeLong(card.sku().value());
            out.writeUTF(card.slug());
            out.writeUTF(card.title());
            out.writeUTF(card.brand());
            out.writeUTF(card.category());
            money(out, card.price());
            money(out, card.listPrice());
            out.writeUTF(card.unitPrice() == null ? "" : card.unitPrice());
            out.writeUTF(card.image() == null ? "" : card.image());
            out.writeBoolean(card.inStock());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new BytesRef(bytes.toByteArray());
    }

    private static void money(DataOutputStream out, @Nullable Money money) throws IOException {
        out.writeUTF(money == null ? "" : money.currency());
        if (money != null) {
            out.writeLong(money.minor());
        }
    }

    static ProductCard decode(BytesRef bytes) {
        try (DataInputStream in =
                new DataInputStream(new ByteArrayInputStream(bytes.bytes, bytes.offset, bytes.length))) {
            return new ProductCard(
                    new ProductId(in.readLong()),
                    new SkuId(in.readLong()),
                    in.readUTF(),
                    in.readUTF(),
                    in.readUTF(),
                    in.readUTF(),
                    money(in),
                    money(in),
                    text(in),
                    text(in),
                    in.readBoolean());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable Money money(DataInputStream in) throws IOException {
        String currency = in.readUTF();
        return currency.isEmpty() ? null : Money.of(in.readLong(), currency);
    }

    private static @Nullable String text(DataInputStream in) throws IOException {
        String text = in.readUTF();
        return text.isEmpty() ? null : text;
    }
}
