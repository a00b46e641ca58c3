package yardstick.orders.shop;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.Map;
import yardstick.testkit.Announcements;

/** What the container does for the beans of this module: one of each, wired by type. */
final class Beans {

    private final Map<Class<?>, Object> known = new LinkedHashMap<>();

    <T> Beans with(Class<T> type, T bean) {
        known.put(type, bean);
        return this;
    }

    <T> T get(Class<T> type) {
        Object bean = known.get(type);
        if (bean == null) {
            bean = create(type);
        }
        return type.cast(bean);
    }

    /** The published interface is implemented by a class of this name in one of the module's packages. */
    private Object implementation(Class<?> type) {
        for (String part : new String[] {"returns", "board", "risk", "invoice", "tradein"}) {
            try {
                return get(Class.forName("yardstick.orders." + part + ".Default" + type.getSimpleName()));
            } catch (ClassNotFoundException e) {
                continue;
            }
        }
        throw new IllegalStateException("nobody implements " + type);
    }

    private Object create(Class<?> type) {
        if (type.isInterface()) {
            return implementation(type);
        }
        try {
            Constructor<?> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            Object bean = constructor.newInstance();
            known.put(type, bean);
            for (Field field : type.getDeclaredFields()) {
                if (field.isAnnotationPresent(Inject.class)) {
                    field.setAccessible(true);
                    field.set(bean, get(field.getType()));
                }
            }
            for (Method method : type.getDeclaredMethods()) {
                observe(bean, method);
                if (method.isAnnotationPresent(PostConstruct.class)) {
                    method.setAccessible(true);
                    method.invoke(bean);
                }
            }
            return bean;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot wire " + type, e);
        }
    }

    private void observe(Object bean, Method method) {
        if (method.getParameterCount() != 1 || !method.getParameters()[0].isAnnotationPresent(Observes.class)) {
            return;
        }
        method.setAccessible(true);
        Class<?> event = method.getParameterTypes()[0];
        get(Announcements.class).listen(each -> {
            if (event.isInstance(each)) {
                try {
                    method.invoke(bean, each);
                } catch (ReflectiveOperationException e) {
                    throw new IllegalStateException("observer failed: " + method, e);
                }
            }
        });
    }
}
