package io.jenkins.plugins.storefront.delivery.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ForwardingDeliveryTest {
    private final List<Method> asked = new ArrayList<>();
    private final DeliveryContext host = (DeliveryContext) Proxy.newProxyInstance(
            DeliveryContext.class.getClassLoader(), new Class<?>[] {DeliveryContext.class}, (self, method, given) -> {
                asked.add(method);
                return null;
            });

    static Method[] everythingThatAHostIsAskedFor() {
        return DeliveryContext.class.getMethods();
    }

    @ParameterizedTest
    @MethodSource("everythingThatAHostIsAskedFor")
    void asksTheHost(Method method) throws Exception {
        method.invoke(new ForwardingDelivery(host) {}, new Object[method.getParameterCount()]);
        assertThat(asked).containsExactly(method);
    }
}
