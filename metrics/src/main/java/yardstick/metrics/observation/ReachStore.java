package yardstick.metrics.observation;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import yardstick.kernel.Database;
import yardstick.metrics.Observations.Dimension;
import yardstick.metrics.Observations.Place;
import yardstick.metrics.Observations.Reach;

/** The rows of where a release went. */
final class ReachStore {

    private final Database database;

    ReachStore(Database database) {
        this.database = database;
    }

    Optional<Reach> of(long release) {
        List<Place> places = database.read(handle -> handle.createQuery(
                        "SELECT segment, since FROM metrics.reach_place WHERE release_id = :release ORDER BY since, segment")
                .bind("release", release)
                .map((row, context) -> new Place(row.getString(1), row.getObject(2, LocalDate.class)))
                .list());
        return database.read(handle -> handle.createQuery(
                        "SELECT dimension, step_days FROM metrics.reach WHERE release_id = :release")
                .bind("release", release)
                .map((row, context) -> new Reach(Dimension.valueOf(row.getString(1)), row.getInt(2), places))
                .findOne());
    }

    /** @param at moment of entry, {@code actor} who entered it */
    record Entry(long release, java.time.Instant at, String actor) {}

    void replace(Entry entry, Reach reach) {
        database.execute(handle -> {
            handle.createUpdate("""
                            INSERT INTO metrics.reach (release_id, dimension, step_days, entered_by, entered_at)
                            VALUES (:release, :dimension, :step, :actor, :at)
                            ON CONFLICT (release_id) DO UPDATE SET dimension = excluded.dimension,
                                step_days = excluded.step_days, entered_by = excluded.entered_by,
                                entered_at = excluded.entered_at""")
                    .bind("release", entry.release())
                    .bind("dimension", reach.dimension().name())
                    .bind("step", reach.stepDays())
                    .bind("actor", entry.actor())
                    .bind("at", entry.at().atOffset(java.time.ZoneOffset.UTC))
                    .execute();
            handle.execute("DELETE FROM metrics.reach_place WHERE release_id = ?", entry.release());
            handle.createUpdate("""
                            INSERT INTO metrics.reach_place (release_id, segment, since)
                            SELECT :release, segment, CAST(since AS date)
                            FROM unnest(CAST(:segments AS text[]), CAST(:days AS text[])) AS place (segment, since)""")
                    .bind("release", entry.release())
                    .bindArray(
                            "segments",
                            String.class,
                            reach.places().stream().map(Place::segment).toArray())
                    .bindArray(
                            "days",
                            String.class,
                            reach.places().stream()
                                    .map(place -> place.since().toString())
                                    .toArray())
                    .execute();
        });
    }
}
