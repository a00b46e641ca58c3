package yardstick.catalog.attribute;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tech.units.indriya.function.RationalNumber;
import tech.units.indriya.unit.BaseUnit;
import tech.units.indriya.unit.Units;

/** The units of {@code dictionary/units.txt}, each an exact ratio of an SI unit. */
final class UnitTable {

    private static final Map<String, javax.measure.Unit<?>> SI = si();
    private static final Map<String, Unit> BY_CODE = new HashMap<>();
    private static final Map<String, List<Unit>> BY_WORD = new HashMap<>();

    static {
        for (String line : DictionaryFile.lines("units.txt")) {
            define(line.split(" \\| ", -1));
        }
    }

    private UnitTable() {}

    private static Map<String, javax.measure.Unit<?>> si() {
        Map<String, javax.measure.Unit<?>> si = new HashMap<>();
        si.put("kg", Units.KILOGRAM);
        si.put("m", Units.METRE);
        si.put("m2", Units.SQUARE_METRE);
        si.put("m3", Units.CUBIC_METRE);
        si.put("s", Units.SECOND);
        si.put("W", Units.WATT);
        si.put("V", Units.VOLT);
        si.put("A", Units.AMPERE);
        si.put("C", Units.COULOMB);
        si.put("J", Units.JOULE);
        si.put("Hz", Units.HERTZ);
        si.put("K", Units.KELVIN);
        si.put("Pa", Units.PASCAL);
        si.put("lm", Units.LUMEN);
        si.put("lx", Units.LUX);
        si.put("N", Units.NEWTON);
        si.put("m/s", Units.METRE_PER_SECOND);
        si.put("kg/m2", Units.KILOGRAM.divide(Units.SQUARE_METRE));
        return si;
    }

    /** What SI has no unit for counts as a base of its own: pieces, pixels, bytes. */
    private static javax.measure.Unit<?> base(String code) {
        return SI.computeIfAbsent(code, key -> new BaseUnit<>("{" + key + "}"));
    }

    private static void define(String[] field) {
        String[] definition = field[2].split(";");
        javax.measure.Unit<?> measure = base(field[1].strip());
        if (definition.length > 1) {
            measure = measure.shift(ratio(definition[1]));
        }
        RationalNumber ratio = ratio(definition[0]);
        if (!ratio.equals(RationalNumber.ONE)) {
            measure = measure.multiply(ratio);
        }
        Unit unit = new Unit(field[0].strip(), measure, field[3].strip(), field[4].strip());
        BY_CODE.put(unit.ucum(), unit);
        List<String> words = new ArrayList<>(List.of(unit.en(), unit.zh(), unit.ucum()));
        words.addAll(Arrays.asList(field[5].strip().split(" ")));
        words.stream()
                .map(UnitTable::key)
                .filter(word -> !word.isEmpty())
                .distinct()
                .forEach(word ->
                        BY_WORD.computeIfAbsent(word, key -> new ArrayList<>(1)).add(unit));
    }

    private static RationalNumber ratio(String text) {
        String[] parts = text.strip().split("/");
        if (parts.length == 2) {
            return RationalNumber.of(new BigInteger(parts[0]), new BigInteger(parts[1]));
        }
        return RationalNumber.of(new BigDecimal(parts[0]));
    }

    /** Words compare without case, blanks and dots. */
    static String key(String word) {
        return word.replaceAll("[\\s._]", "").toLowerCase(Locale.ROOT);
    }

    static Map<String, Unit> byCode() {
        return BY_CODE;
    }

    static List<Unit> byWord(String word) {
        return BY_WORD.getOrDefault(key(word), List.of());
    }
}
