package yardstick.catalog.feed;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import yardstick.catalog.ImportDesk.Columns;
import yardstick.catalog.attribute.KnownNames;
import yardstick.kernel.Database;
import yardstick.kernel.Refusal;

/** What the columns of a file mean: as chosen for this run, as in the supplier's last file, or by their names. */
final class Meanings {

    private final Database database;
    private final StoredRun run;

    Meanings(Database database, StoredRun run) {
        this.database = database;
        this.run = run;
    }

    Columns of(List<String> names, List<List<String>> samples) {
        List<String> chosen = run.mapping();
        Map<String, String> remembered = remembered();
        List<String> guessed = Header.guess(names);
        KnownNames dictionary = KnownNames.read(database);
        List<String> targets = new ArrayList<>();
        List<Boolean> known = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            boolean before = remembered.containsKey(key(name));
            String target = guessed.get(i);
            if (chosen != null && i < chosen.size()) {
                target = chosen.get(i);
            } else if (before) {
                target = remembered.getOrDefault(key(name), "");
            } else if (target.isEmpty() && dictionary.has(name)) {
                target = Column.ATTRIBUTE + name.strip();
            }
            targets.add(target.isEmpty() || taken.add(target) ? target : "");
            known.add(before);
        }
        return new Columns(names, samples, targets, known);
    }

    private static String key(String name) {
        String key = Column.normalise(name);
        return key.isEmpty() ? name.strip() : key;
    }

    private Map<String, String> remembered() {
        return database.read(handle -> handle
                .createQuery("SELECT header, target FROM catalog.import_mapping WHERE supplier = :supplier")
                .bind("supplier", run.supplier())
                .map((row, context) -> Map.entry(row.getString(1), row.getString(2)))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    void remember(List<String> targets, Instant now) {
        List<String> names = run.header();
        for (int i = 0; names != null && i < Math.min(names.size(), targets.size()); i++) {
            String header = key(names.get(i));
            String target = targets.get(i);
            database.execute(handle -> handle.createUpdate("""
                            INSERT INTO catalog.import_mapping (supplier, header, target, used_at)
                            VALUES (:supplier, :header, :target, :now)
                            ON CONFLICT (supplier, header) DO UPDATE SET target = excluded.target,
                                used_at = excluded.used_at""")
                    .bind("supplier", run.supplier())
                    .bind("header", header)
                    .bind("target", target)
                    .bind("now", now)
                    .execute());
        }
    }

    /** Why a choice cannot be used: no stock code, no title, or two columns for one meaning. */
    static Optional<Refusal> check(List<String> names, List<String> targets) {
        Set<String> used = new HashSet<>();
        for (int i = 0; i < targets.size(); i++) {
            String target = targets.get(i);
            if (!target.isEmpty() && !used.add(target)) {
                return Optional.of(Refusal.of("catalog.import_column_twice", "column", names.get(i)));
            }
        }
        if (!used.contains(Column.SKU.code())) {
            return Optional.of(Refusal.of("catalog.import_no_sku"));
        }
        boolean titled = used.contains(Column.TITLE.code())
                || used.contains(Column.TITLE_ZH.code())
                || used.contains(Column.TYPE.code());
        return titled ? Optional.empty() : Optional.of(Refusal.of("catalog.import_no_title"));
    }
}
