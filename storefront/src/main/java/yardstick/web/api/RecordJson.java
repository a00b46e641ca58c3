package yardstick.web.api;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Records as JSON objects: components in order, names in snake_case, null written as null. A list of 20 products takes
 * a few microseconds, which a binding by reflection per call does not reach.
 */
public final class RecordJson {

    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

    private static final ClassValue<Shape> SHAPES = new ClassValue<>() {
        @Override
        protected Shape computeValue(Class<?> type) {
            return Shape.of(type);
        }
    };

    private RecordJson() {}

    /** Text that is JSON already. */
    public record Raw(String json) {}

    private record Shape(byte[][] names, MethodHandle[] values) {

        static Shape of(Class<?> type) {
            RecordComponent[] components = type.getRecordComponents();
            byte[][] names = new byte[components.length][];
            MethodHandle[] values = new MethodHandle[components.length];
            try {
                MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
                for (int i = 0; i < components.length; i++) {
                    String name = (i == 0 ? "{\"" : ",\"") + snake(components[i].getName()) + "\":";
                    names[i] = name.getBytes(StandardCharsets.US_ASCII);
                    values[i] = lookup.unreflect(components[i].getAccessor())
                            .asType(MethodType.methodType(Object.class, Object.class));
                }
            } catch (IllegalAccessException e) {
                throw new IllegalStateException("cannot read " + type, e);
            }
            return new Shape(names, values);
        }
    }

    static String snake(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }

    public static byte[] bytes(Record value) {
        JsonBuffer out = new JsonBuffer();
        write(out, value);
        return out.toBytes();
    }

    private static void write(JsonBuffer out, @Nullable Object value) {
        switch (value) {
            case null -> out.raw(NULL);
            case String text -> out.string(text);
            case Integer number -> out.number(number.longValue());
            case Long number -> out.number(number);
            case Double number -> out.number(number);
            case BigDecimal number -> out.ascii(number.toPlainString());
            case Boolean flag -> out.ascii(flag ? "true" : "false");
            case Enum<?> constant -> out.string(constant.name().toLowerCase(Locale.ROOT));
            case Collection<?> list -> list(out, list);
            case Map<?, ?> map -> map(out, map);
            case Raw(String json) -> out.raw(json.getBytes(StandardCharsets.UTF_8));
            case Record nested -> object(out, nested);
            default -> out.string(value.toString());
        }
    }

    private static void object(JsonBuffer out, Record object) {
        Shape shape = SHAPES.get(object.getClass());
        if (shape.names.length == 0) {
            out.raw('{');
        }
        for (int i = 0; i < shape.names.length; i++) {
            out.raw(shape.names[i]);
            write(out, component(shape.values[i], object));
        }
        out.raw('}');
    }

    private static @Nullable Object component(MethodHandle accessor, Object object) {
        try {
            return (Object) accessor.invokeExact(object);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("a record accessor threw", e);
        }
    }

    private static void list(JsonBuffer out, Collection<?> values) {
        char before = '[';
        for (Object value : values) {
            out.raw(before);
            write(out, value);
            before = ',';
        }
        if (before == '[') {
            out.raw('[');
        }
        out.raw(']');
    }

    private static void map(JsonBuffer out, Map<?, ?> map) {
        char before = '{';
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            out.raw(before);
            out.string(entry.getKey().toString());
            out.raw(':');
            write(out, entry.getValue());
            before = ',';
        }
        if (before == '{') {
            out.raw('{');
        }
        out.raw('}');
    }
}
