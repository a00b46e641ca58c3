package yardstick.catalog.size;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import yardstick.catalog.SizeAssistant.Row;

/** A chart as staff type it, and the names sizes go by. */
final class ChartText {

    /** Two or more extras have a number as well: XXXL is 3XL. */
    private static final Pattern EXTRA = Pattern.compile("(X{2,})L");

    private static final Pattern LINE =
            Pattern.compile("\\s*([^;；,]{1,20})[;；,]\\s*(\\d{2,3})\\s*[-–~]\\s*(\\d{2,3})\\s*[;；,]"
                    + "\\s*(\\d{2,3})\\s*[-–~]\\s*(\\d{2,3})\\s*");
    private static final int MOST = 30;

    private ChartText() {}

    /** Empty when a line is not understood, fewer than two sizes are given, or one is not above the one before. */
    static Optional<List<Row>> read(String lines) {
        List<Row> rows = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (String line : lines.split("\\R")) {
            if (!line.isBlank()) {
                Matcher matcher = LINE.matcher(line);
                if (!matcher.matches() || rows.size() == MOST) {
                    return Optional.empty();
                }
                Row row = new Row(
                        matcher.group(1).strip(),
                        number(matcher, 2),
                        number(matcher, 3),
                        number(matcher, 4),
                        number(matcher, 5));
                boolean rises = row.heightTo() > row.heightFrom()
                        && row.weightTo() > row.weightFrom()
                        && (rows.isEmpty() || above(row, rows.getLast()));
                if (!rises || !names.add(key(row.size()))) {
                    return Optional.empty();
                }
                rows.add(row);
            }
        }
        return rows.size() < 2 ? Optional.empty() : Optional.of(List.copyOf(rows));
    }

    private static boolean above(Row row, Row before) {
        return row.heightFrom() + row.heightTo() > before.heightFrom() + before.heightTo()
                && row.weightFrom() + row.weightTo() > before.weightFrom() + before.weightTo();
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }

    static String key(String size) {
        String key = size.strip().toUpperCase(Locale.ROOT).replaceAll("\\s+", "");
        return EXTRA.matcher(key.replaceAll("码$|号$", ""))
                .replaceAll(many -> many.group(1).length() + "XL");
    }

    /** Whether a variant, such as {@code Blue, M (170/92A)}, is of this size. */
    static boolean names(String variant, String size) {
        String wanted = key(size);
        for (String word : variant.split("[\\s,，/()（）·|:：]+")) {
            if (!word.isEmpty() && key(word).equals(wanted)) {
                return true;
            }
        }
        return key(variant).equals(wanted);
    }
}
