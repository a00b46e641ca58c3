package yardstick.catalog.feed;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * Makes one item per stock code out of the staged rows: for each column the most frequent value that is not empty,
 * the lowest one among equally frequent.
 */
final class MergeSql {

    private static final List<String> PLAIN = List.of(
            "code",
            "product_key",
            "variant",
            "title",
            "title_zh",
            "brand",
            "category",
            "category_zh",
            "price_minor",
            "list_price_minor",
            "currency",
            "stock",
            "gtin",
            "description",
            "description_zh",
            "image",
            "attributes",
            "rules");
    private static final String PACK = "pack_size, pack_quantity, pack_unit";
    private static final String NAMES = String.join(", ", PLAIN);

    private static final String SINGLE =
            "INSERT INTO catalog.import_item (run_id, line, code_key, rows, " + NAMES + ", "
                    + PACK + ") SELECT run_id, line, code_key, 1, " + NAMES + ", " + PACK
                    + " FROM (SELECT *, count(*) OVER (PARTITION BY code_key) AS n"
                    + " FROM catalog.import_row WHERE run_id = :run) AS r WHERE n = 1";

    private static final String REPEATED = "INSERT INTO catalog.import_item (run_id, line, code_key, rows, " + NAMES
            + ", " + PACK + ") SELECT :run, line, code_key, n, " + NAMES
            + ", pack[1], CAST(pack[2] AS numeric), pack[3] FROM (SELECT min(line) AS line, code_key, count(*) AS n, "
            + Stream.concat(
                            PLAIN.stream().map(name -> mode(name) + " AS " + name),
                            Stream.of(mode("CASE WHEN pack_size IS NOT NULL THEN"
                                            + " ARRAY[pack_size, CAST(pack_quantity AS text), pack_unit] END")
                                    + " AS pack"))
                    .collect(Collectors.joining(", "))
            + " FROM catalog.import_row WHERE run_id = :run GROUP BY code_key HAVING count(*) > 1) AS m";

    private MergeSql() {}

    private static String mode(String expression) {
        return "mode() WITHIN GROUP (ORDER BY " + expression + ")";
    }

    static void run(Handle handle, long run) {
        handle.execute("SET LOCAL work_mem = '64MB'");
        handle.createUpdate(SINGLE).bind("run", run).execute();
        handle.createUpdate(REPEATED).bind("run", run).execute();
        handle.execute("ANALYZE catalog.import_item");
    }
}
