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
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import yardstick.kernel.Setting;
import yardstick.kernel.Settings;

/** Every resource method says who may call it, and the merchant's are never open to shoppers. */
public class AccessDeclaredTest {

    /** Every resource class of this module. */
    public static List<Class<?>> resources() throws IOException {
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

    /** Every route against every caller: guests, members, each role of staff, the command line. */
    @Test
    void everyRouteIsOpenToItsRolesAndToNobodyElse() throws IOException {
        Settings settings = Settings.of(Map.of(Setting.ADMIN_TOKEN, "token-of-the-command-line"));
        Set<String> wrong = new TreeSet<>();
        int seen = 0;
        for (Class<?> resource : resources()) {
            for (Method method : resource.getDeclaredMethods()) {
                Access access = method.getAnnotation(Access.class);
                if (access != null && answersRequests(method)) {
                    List<Role> roles = List.of(access.value());
                    for (Role caller : Role.values()) {
                        seen++;
                        if (open(AccessFilter.decide(roles, caller(caller), settings)) != expected(roles, caller)) {
                            wrong.add(resource.getSimpleName() + "." + method.getName() + " for " + caller);
                        }
                    }
                }
            }
        }
        assertEquals(Set.of(), wrong);
        assertTrue(seen >= 20 * Role.values().length, "saw only " + seen);
    }

    private static boolean open(AccessFilter.Decision decision) {
        return decision == AccessFilter.Decision.ALLOW || decision == AccessFilter.Decision.ALLOW_FORM;
    }

    /** Said in other words than the filter does. */
    private static boolean expected(List<Role> roles, Role caller) {
        if (roles.contains(Role.PUBLIC) || roles.contains(Role.SHOPPER) || roles.contains(caller)) {
            return true;
        }
        return caller == Role.OWNER && roles.stream().anyMatch(Role::staff);
    }

    private static AccessFilter.Caller caller(Role role) {
        Staff staff = role.staff() ? new Staff(1, "somebody", "Somebody", role) : null;
        String bearer = role == Role.TOKEN ? "token-of-the-command-line" : null;
        return new AccessFilter.Caller(() -> role == Role.MEMBER, () -> staff, bearer);
    }

    /** What gives rights or moves money is not for everybody on the staff; the token is the owner's. */
    @Test
    void rightsAndMoneyAreForFew() throws IOException {
        Map<String, Set<Role>> most = Map.of(
                "/admin/staff", Set.of(Role.OWNER),
                "/admin/settings", Set.of(Role.OWNER));
        Set<String> wrong = new TreeSet<>();
        for (Class<?> resource : resources()) {
            Set<Role> allowed = most.get(resource.getAnnotation(Path.class).value());
            for (Method method : resource.getDeclaredMethods()) {
                Access access = method.getAnnotation(Access.class);
                if (access != null && allowed != null && !allowed.containsAll(List.of(access.value()))) {
                    wrong.add(resource.getSimpleName() + "." + method.getName());
                }
                if (access != null
                        && method.getName().equals("settle")
                        && !Set.of(Role.OWNER, Role.FINANCE, Role.TOKEN).containsAll(List.of(access.value()))) {
                    wrong.add(resource.getSimpleName() + "." + method.getName());
                }
            }
        }
        assertEquals(Set.of(), wrong);
    }
}
