package io.jenkins.plugins.storefront.config;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.kohsuke.stapler.DataBoundSetter;

/** What a form or a file can set of an entry of the configuration, beside what its constructor takes. */
public final class BoundSetters {
    private BoundSetters() {}

    /** Names as they are in a file. */
    public static Set<String> of(Class<?> type) {
        Set<String> names = new TreeSet<>();
        Arrays.stream(type.getMethods())
                .filter(method -> method.isAnnotationPresent(DataBoundSetter.class))
                .map(Method::getName)
                .forEach(name -> names.add(Character.toLowerCase(name.charAt(3)) + name.substring(4)));
        return names;
    }
}
