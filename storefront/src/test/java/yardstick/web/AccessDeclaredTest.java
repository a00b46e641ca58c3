package yardstick.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
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

/** Every resource method says who may call it, and the merchant's are never open to shoppers. */
class AccessDeclaredTest {

    private static List<Class<?>> resources() throws IOException {
        java.nio.file.Path root = java.nio.file.Path.of("target/classes");
        List<Class<?>> resources = new ArrayList<>();
        try (Stream<java.nio.file.Path> files = Files.walk(root.resolve("yardstick/web"))) {
            for (java.nio.file.Path file : files.toList()) {
                String name = root.relativize(file).toString();
                if (name.endsWith(".class") && !name.contains("jte")) {
                    Class<?> type = load(name.substring(0, name.length() - 6).replace('/', '.'));
                    if (type.isAnnotationPresent(Path.class)) {
                        resources.add(type);
                    }
                }
            }
        }
        return resources;
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, AccessDeclaredTest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean answersRequests(Method method) {
        for (Annotation annotation : method.getAnnotations()) {
            if (annotation.annotationType().isAnnotationPresent(HttpMethod.class)) {
                return true;
            }
        }
        return false;
    }

    @Test
    void everyMethodDeclaresItsAccess() throws IOException {
        List<String> silent = new ArrayList<>();
        int seen = 0;
        for (Class<?> resource : resources()) {
            for (Method method : resource.getDeclaredMethods()) {
                if (answersRequests(method)) {
                    seen++;
                    if (!method.isAnnotationPresent(Access.class)) {
                        silent.add(resource.getSimpleName() + "." + method.getName());
                    }
                }
            }
        }
        assertEquals(List.of(), silent);
        assertTrue(seen >= 20, "saw only " + seen + " methods");
    }

    @Test
    void merchantsMethodsAreForStaffOrTheToken() throws IOException {
        List<String> open = new ArrayList<>();
        List<String> doors = List.of("EntranceResource", "SignInResource");
        for (Class<?> resource : resources()) {
            String path = resource.getAnnotation(Path.class).value();
            boolean merchants = path.startsWith("/api/admin") || path.startsWith("/admin");
            for (Method method : resource.getDeclaredMethods()) {
                Access access = method.getAnnotation(Access.class);
                if (merchants && access != null && !doors.contains(resource.getSimpleName())) {
                    boolean closed = Arrays.stream(access.value()).allMatch(role -> role.staff() || role == Role.TOKEN);
                    if (!closed) {
                        open.add(resource.getSimpleName() + "." + method.getName());
                    }
                }
            }
        }
        assertEquals(List.of(), open);
    }
}
