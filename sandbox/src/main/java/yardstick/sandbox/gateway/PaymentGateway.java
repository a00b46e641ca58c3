package yardstick.sandbox.gateway;

import java.nio.file.Path;
import yardstick.sandbox.fault.Faults;
import yardstick.sandbox.http.Router;
import yardstick.sandbox.http.Signed;
import yardstick.sandbox.webhook.Deliveries;

/** The gateway as one piece: opens its books, resumes its webhooks, answers its routes. */
public final class PaymentGateway implements AutoCloseable {

    private final Books books;
    private final Gateway gateway;
    private final Faults faults;
    private final Signed signed;

    private PaymentGateway(Books books, Gateway gateway, Faults faults, Signed signed) {
        this.books = books;
        this.gateway = gateway;
        this.faults = faults;
        this.signed = signed;
    }

    public static PaymentGateway open(Path ledger, Signed signed, Deliveries deliveries, Place place) {
        Books books = new Books(ledger, signed.clock());
        return new PaymentGateway(
                books, new Gateway(books, deliveries, place.faults(), place.base()), place.faults(), signed);
    }

    /** @param base address of the sandbox as browsers reach it */
    public record Place(String base, Faults faults) {}

    public void routes(Router router) {
        new GatewayApi(gateway, faults, signed).routes(router);
        new HostedPage(gateway).routes(router);
    }

    @Override
    public void close() {
        books.close();
    }
}
