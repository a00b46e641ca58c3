package yardstick.orders.customer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import yardstick.kernel.Database;
import yardstick.orders.CustomerId;
import yardstick.orders.Customers;

@ApplicationScoped
class DefaultCustomers implements Customers {

    @Inject
    Database database;

    @Override
    public CustomerId register(Registration registration) {
        return new CustomerId(database.write(handle -> handle.createQuery("""
                        INSERT INTO orders.customer (source, external_id, name, email, country)
                        VALUES (:source, :external, :name, :email, :country)
                        ON CONFLICT (source, external_id)
                        DO UPDATE SET name = excluded.name, email = excluded.email, country = excluded.country
                        RETURNING id""")
                .bind("source", registration.source())
                .bind("external", registration.externalId())
                .bind("name", registration.name())
                .bind("email", registration.email())
                .bind("country", registration.country())
                .mapTo(Long.class)
                .one()));
    }

    @Override
    public Optional<Customer> find(CustomerId id) {
        return database.read(handle -> handle.createQuery("SELECT * FROM orders.customer WHERE id = :id")
                .bind("id", id.value())
                .map((row, context) -> new Customer(
                        id,
                        row.getString("source"),
                        row.getString("external_id"),
                        row.getString("name"),
                        row.getString("email"),
                        row.getString("country")))
                .findOne());
    }
}
