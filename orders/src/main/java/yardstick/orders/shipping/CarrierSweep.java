package yardstick.orders.shipping;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import yardstick.kernel.Database;
import yardstick.kernel.RecurringTask;
import yardstick.orders.ShipmentId;

/** Asks carriers for answers and news that are overdue, and takes back parcels whose order has ended. */
@ApplicationScoped
class CarrierSweep implements RecurringTask {

    private static final Logger LOG = System.getLogger(CarrierSweep.class.getName());

    private static final int BATCH = 50;

    @Inject
    Database database;

    @Inject
    CarrierDesk desk;

    @Inject
    DefaultShipments shipments;

    @Override
    public String name() {
        return "orders.carrier-sweep";
    }

    @Override
    public Duration period() {
        return Duration.ofSeconds(5);
    }

    @Override
    public void run() {
        database.read(handle -> ParcelStore.orphans(handle, BATCH)).forEach(id -> {
            var _ = shipments.cancel(id, "system");
        });
        List<ShipmentId> due = database.read(handle -> ParcelStore.due(handle, BATCH));
        due.forEach(this::ask);
    }

    /** One parcel that cannot be asked for does not keep the others waiting. */
    private void ask(ShipmentId id) {
        try {
            desk.ask(id);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "cannot ask for parcel " + id.value(), e);
            database.execute(
                    handle -> ParcelStore.lock(handle, id).ifPresent(parcel -> ParcelStore.later(handle, parcel)));
        }
    }
}
