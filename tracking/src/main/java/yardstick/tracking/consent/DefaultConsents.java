package yardstick.tracking.consent;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.stream.Collectors;
import yardstick.kernel.Database;
import yardstick.tracking.Consent;
import yardstick.tracking.Consents;

@ApplicationScoped
class DefaultConsents implements Consents {

    @Inject
    Database database;

    @Inject
    Clock clock;

    DefaultConsents() {}

    DefaultConsents(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public void decided(String unit, Consent consent, String policyVersion) {
        String purposes = consent.purposes().stream().map(Enum::name).sorted().collect(Collectors.joining(","));
        database.execute(handle -> handle.createUpdate("""
                        INSERT INTO tracking.consent_evidence (unit, purposes, policy_version, decided_at)
                        VALUES (:unit, :purposes, :policy, :at)""")
                .bind("unit", unit)
                .bind("purposes", purposes)
                .bind("policy", policyVersion)
                .bind("at", clock.instant().atOffset(ZoneOffset.UTC))
                .execute());
    }
}
