package dev.sitemend.messaging;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * An admin client that is made when it is first asked for something. Kafka's own refuses to be made where no broker's
 * name can be resolved, and in a cluster of containers a broker that is down has no name: a service would not start,
 * and a publisher would not serve.
 */
final class LazyAdmin implements InvocationHandler {
    private final String bootstrapServers;
    private final Supplier<Admin> factory;
    private @Nullable Admin admin;

    private LazyAdmin(String bootstrapServers, Supplier<Admin> factory) {
        this.bootstrapServers = bootstrapServers;
        this.factory = factory;
    }

    /** Its methods throw {@link EventsUnavailableException} while it can not be made. */
    static Admin of(String bootstrapServers, Supplier<Admin> factory) {
        return (Admin) Proxy.newProxyInstance(
                LazyAdmin.class.getClassLoader(),
                new Class<?>[] {Admin.class},
                new LazyAdmin(bootstrapServers, factory));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        if (method.getDeclaringClass() == Object.class) {
            return switch (method.getName()) {
                case "equals" -> arguments != null && isOurs(arguments[0]);
                case "hashCode" -> hashCode();
                default -> "admin client of " + bootstrapServers;
            };
        }
        if (method.getName().equals("close") && !isMade()) {
            return null;
        }

        try {
            return method.invoke(made(), arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    private boolean isOurs(@Nullable Object other) {
        return other != null && Proxy.isProxyClass(other.getClass()) && equals(Proxy.getInvocationHandler(other));
    }

    private synchronized boolean isMade() {
        return admin != null;
    }

    private synchronized Admin made() {
        Admin made = admin;
        if (made == null) {
            try {
                made = factory.get();
            } catch (KafkaException e) {
                Throwable cause = e.getCause() == null ? e : e.getCause();
                throw new EventsUnavailableException(
                        "Cannot find Kafka by sitemend.kafka.bootstrap-servers '" + bootstrapServers + "': "
                                + cause.getMessage(),
                        e);
            }
            admin = made;
        }
        return made;
    }
}
