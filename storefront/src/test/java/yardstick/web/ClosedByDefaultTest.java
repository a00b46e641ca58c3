package yardstick.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Looks at every resource method there is. */
class ClosedByDefaultTest {

    private static final List<String> OPEN_TO_MACHINES = List.of("PUBLIC", "TOKEN");

    @Test
    void everyResourceMethodSaysWhoMayCallIt() throws Exception {
        List<Method> methods = resourceMethods();
        assertTrue(methods.size() > 25, "only " + methods.size() + " were seen");
        for (Method method : methods) {
            Access access = method.getAnnotation(Access.class);
            assertTrue(access != null && access.value().length > 0, method + " has no @Access");
        }
    }

    @Test
    void whatABrowserChangesIsNeverPublic() throws Exception {
        for (Method method : resourceMethods()) {
            Access access = method.getAnnotation(Access.class);
            boolean shop = method.getDeclaringClass().getPackageName().endsWith(".shop");
            if (shop
                    && access != null
                    && changes(method)
                    && !method.getDeclaringClass().getSimpleName().equals("Beacon")) {
                assertTrue(
                        Arrays.stream(access.value()).noneMatch(role -> OPEN_TO_MACHINES.contains(role.name())),
                        method + " would skip the form token");
            }
        }
    }

    private static boolean changes(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(Annotation::annotationType)
                .map(type -> type.getAnnotation(HttpMethod.class))
                .anyMatch(verb -> verb != null && !verb.value().equals("GET"));
    }

    @Test
    void withoutAnnotationEverybodyIsTurnedAway() {
        AccessFilter.Caller anybody = new AccessFilter.Caller(() -> true, () -> null, "token");
        assertEquals(AccessFilter.Decision.DENY, AccessFilter.decide(List.of(), anybody, Browser.SETTINGS));
    }

    static List<Method> resourceMethods() throws IOException, ClassNotFoundException {
        java.nio.file.Path classes = java.nio.file.Path.of("target/classes");
        List<Method> methods = new ArrayList<>();
        try (Stream<java.nio.file.Path> files = Files.walk(classes.resolve("yardstick/web"))) {
            for (java.nio.file.Path file :
                    files.filter(each -> each.toString().endsWith(".class")).toList()) {
                String name = classes.relativize(file).toString().replace('/', '.');
                if (name.startsWith("yardstick.web.jte")) {
                    continue;
                }
                Class<?> type = Class.forName(
                        name.substring(0, name.length() - ".class".length()), false, Browser.class.getClassLoader());
                if (type.isAnnotationPresent(Path.class)) {
                    Arrays.stream(type.getDeclaredMethods())
                            .filter(ClosedByDefaultTest::handles)
                            .forEach(methods::add);
                }
            }
        }
        assertFalse(methods.isEmpty());
        return methods;
    }

    private static boolean handles(Method method) {
        return Arrays.stream(method.getAnnotations())
                .anyMatch(each -> each.annotationType().isAnnotationPresent(HttpMethod.class));
    }
}
