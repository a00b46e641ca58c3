package yardstick.tracking.consent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.junit.jupiter.api.Test;
import yardstick.testkit.FixedClock;
import yardstick.testkit.TestDatabase;
import yardstick.tracking.Consent;

class DefaultConsentsTest {

    private final TestDatabase database = TestDatabase.with("tracking");
    private final DefaultConsents consents = new DefaultConsents(database, new FixedClock("2026-03-02T12:00:05Z"));

    @Test
    void keepsEveryDecisionAndLetsNobodyChangeOne() {
        consents.decided("u", Consent.all(), "1");
        consents.decided("u", new Consent(Set.of(Consent.Purpose.ANALYTICS)), "1");
        consents.decided("u", Consent.none(), "2");
        List<String> kept = database.read(handle -> handle.createQuery(
                        "SELECT purposes || '/' || policy_version FROM tracking.consent_evidence ORDER BY id")
                .mapTo(String.class)
                .list());
        assertEquals(List.of("ANALYTICS,CROSS_BORDER,MARKETING,PERSONALISATION/1", "ANALYTICS/1", "/2"), kept);
        assertThrows(
                UnableToExecuteStatementException.class,
                () -> database.execute(handle -> handle.execute("DELETE FROM tracking.consent_evidence")));
    }
}
