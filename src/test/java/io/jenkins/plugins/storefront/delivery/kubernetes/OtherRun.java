package io.jenkins.plugins.storefront.delivery.kubernetes;

import io.jenkins.plugins.storefront.delivery.model.RunInfo;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.port.Runs;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/** Another run of the same host: everything is the given context's but who it is. */
final class OtherRun {
    private OtherRun() {}

    static DeliveryContext of(DeliveryContext base) {
        RunInfo mine = base.run();
        RunInfo other = new RunInfo("other", 7, null, mine.startedAt(), "a test", null, null);
        return (DeliveryContext) Proxy.newProxyInstance(
                DeliveryContext.class.getClassLoader(),
                new Class<?>[] {DeliveryContext.class},
                (self, method, given) -> {
                    if (method.getName().equals("run")) {
                        return other;
                    } else if (method.getName().equals("runs")) {
                        return Runs.ofProcess(other.displayName());
                    }
                    try {
                        return method.invoke(base, given);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
