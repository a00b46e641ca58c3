package yardstick.web.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import yardstick.web.Access;
import yardstick.web.Role;

/** Which role may call which route, read from the {@link Access} of the resource methods themselves. */
@ApplicationScoped
public class AccessMatrix {

    @Inject
    BeanManager beans;

    /** One route of the merchant's part. */
    public record Route(String method, String path, List<Role> roles) {

        public boolean open(Role role) {
            return roles.contains(role) || (role == Role.OWNER && roles.stream().anyMatch(Role::staff));
        }
    }

    List<Route> routes() {
        List<Class<?>> resources = new ArrayList<>();
        beans.getBeans(Object.class, Any.Literal.INSTANCE).stream()
                .map(bean -> bean.getBeanClass())
                .filter(type -> type.isAnnotationPresent(Path.class))
                .forEach(resources::add);
        return routes(resources);
    }

    static List<Route> routes(List<Class<?>> resources) {
        List<Route> routes = new ArrayList<>();
        for (Class<?> resource : resources) {
            String base = resource.getAnnotation(Path.class).value();
            for (Method method : resource.getDeclaredMethods()) {
                for (Annotation annotation : method.getAnnotations()) {
                    HttpMethod verb = annotation.annotationType().getAnnotation(HttpMethod.class);
                    if (verb != null) {
                        routes.add(new Route(verb.value(), path(base, method), roles(method)));
                    }
                }
            }
        }
        routes.removeIf(route -> route.roles().stream().noneMatch(Role::staff));
        routes.sort(Comparator.comparing(Route::path).thenComparing(Route::method));
        return routes;
    }

    private static String path(String base, Method method) {
        Path below = method.getAnnotation(Path.class);
        return below == null ? base : base + "/" + below.value();
    }

    private static List<Role> roles(Method method) {
        Access access = method.getAnnotation(Access.class);
        return access == null ? List.of() : List.of(access.value());
    }
}
