package io.jenkins.plugins.storefront.runner.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code storefront demo}. */
@Command(name = "demo", description = "Runs the example shop's release in a sandbox.", mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        return StorefrontCommand.SUCCESS;
    }
}
