package io.jenkins.plugins.storefront.runner.declarative.run;

import com.cloudbees.groovy.cps.Block;
import io.jenkins.plugins.storefront.runner.declarative.model.Call;
import java.util.List;
import java.util.Set;

/** Puts the options that are blocks, such as {@code timeout}, around what follows, the first one outermost. */
final class OptionsFlow {
    /** Those that other parts look at. */
    private static final Set<String> SWITCHES = Set.of(
            "checkoutToSubdirectory",
            "newContainerPerStage",
            "parallelsAlwaysFailFast",
            "preserveStashes",
            "skipDefaultCheckout",
            "skipStagesAfterUnstable");

    private final Context context;

    OptionsFlow(Context context) {
        this.context = context;
    }

    Block around(List<Call> options, Block body) {
        if (options.isEmpty()) {
            return body;
        }
        Call option = options.get(0);
        Block rest = around(options.subList(1, options.size()), body);
        return SWITCHES.contains(option.name())
                ? rest
                : context.with(option, given -> context.around(option.line(), option.name(), given.asList(), rest));
    }
}
