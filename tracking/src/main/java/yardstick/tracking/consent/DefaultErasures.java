package yardstick.tracking.consent;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import yardstick.kernel.Database;
import yardstick.kernel.PersonalData;
import yardstick.kernel.PersonalData.Person;
import yardstick.tracking.Erasures;
import yardstick.tracking.store.Json;

/** {@link Erasures} over every {@link PersonalData} there is. */
@ApplicationScoped
public class DefaultErasures implements Erasures {

    private static final int DIGITS = 16;

    @Inject
    Database database;

    @Inject
    Clock clock;

    private Iterable<PersonalData> places = List.of();

    DefaultErasures() {}

    @Inject
    void places(@Any Instance<PersonalData> found) {
        this.places = found;
    }

    /** Outside a container. */
    public DefaultErasures(Database database, Clock clock, List<PersonalData> places) {
        this.database = database;
        this.clock = clock;
        this.places = places;
    }

    @Override
    public Map<String, Long> preview(Person person) {
        return held(known(person));
    }

    /** The person by everything that any place knows. */
    private Person known(Person person) {
        Person all = person;
        for (PersonalData place : places) {
            all = all.and(place.known(person));
        }
        return all;
    }

    private Map<String, Long> held(Person known) {
        Map<String, Long> held = new TreeMap<>();
        places.forEach(place -> held.putAll(place.held(known)));
        return held;
    }

    @Override
    public Map<String, List<Map<String, Object>>> copy(Person person) {
        Map<String, List<Map<String, Object>>> copy = new LinkedHashMap<>();
        Person known = known(person);
        places.forEach(place -> copy.putAll(place.copy(known)));
        return copy;
    }

    @Override
    public String copyAsJson(Person person) {
        return Json.of(copy(person));
    }

    @Override
    public Proof erase(Person person, String actor) {
        Person known = known(person);
        Map<String, Long> before = held(known);
        places.forEach(place -> place.erase(known));
        Map<String, Long> after = held(known);
        return database.write(handle -> handle.createQuery("""
                        INSERT INTO tracking.erasure (subject, actor, erased_at, before, after)
                        VALUES (:subject, :actor, :at, CAST(:before AS jsonb), CAST(:after AS jsonb))
                        RETURNING id, subject, actor, erased_at, before::text, after::text""")
                .bind("subject", digest(person))
                .bind("actor", actor)
                .bind("at", clock.instant().atOffset(ZoneOffset.UTC))
                .bind("before", Json.of(before))
                .bind("after", Json.of(after))
                .map((row, context) -> proof(row))
                .one());
    }

    @Override
    public List<Proof> proofs() {
        return database.read(handle ->
                handle.createQuery("""
                        SELECT id, subject, actor, erased_at, before::text, after::text FROM tracking.erasure
                        ORDER BY id DESC LIMIT 100""").map((row, context) -> proof(row)).list());
    }

    private static Proof proof(ResultSet row) throws SQLException {
        return new Proof(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getObject(4, OffsetDateTime.class).toInstant(),
                counts(row.getString(5)),
                counts(row.getString(6)));
    }

    /** Of a flat object of whole numbers. */
    private static Map<String, Long> counts(String json) {
        Map<String, Long> counts = new TreeMap<>();
        java.util.regex.Matcher pair =
                java.util.regex.Pattern.compile("\"([^\"]+)\":\\s*(\\d+)").matcher(json);
        while (pair.find()) {
            counts.put(pair.group(1), Long.parseLong(pair.group(2)));
        }
        return counts;
    }

    private static String digest(Person person) {
        try {
            byte[] bytes = (person.visitor() + "\u0000" + person.customer()).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes))
                    .substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
