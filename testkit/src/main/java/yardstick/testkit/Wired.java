package yardstick.testkit;

import jakarta.inject.Inject;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.util.List;

/** A bean of another module, package-private there, with the parts that a test needs of it. */
public final class Wired {

    private Wired() {}

    /**
     * The bean as the container would make it, except that only those of its fields are set that one of the parts fits:
     * what needs another part fails.
     *
     * @param name of the class
     * @param as an interface the module publishes
     */
    public static <T> T of(String name, Class<T> as, Object... parts) {
        try {
            Class<?> type = Class.forName(name);
            Constructor<?> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            Object bean = constructor.newInstance();
            for (Field field : type.getDeclaredFields()) {
                if (field.isAnnotationPresent(Inject.class)) {
                    for (Object part : List.of(parts)) {
                        if (field.getType().isInstance(part)) {
                            field.setAccessible(true);
                            field.set(bean, part);
                        }
                    }
                }
            }
            return as.cast(bean);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot wire " + name, e);
        }
    }
}
