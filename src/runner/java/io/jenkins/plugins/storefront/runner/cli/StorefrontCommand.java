package io.jenkins.plugins.storefront.runner.cli;

import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Entry point of the local runner. */
@Command(
        name = "storefront",
        description = "Runs Jenkinsfiles on this machine, without a Jenkins controller.",
        mixinStandardHelpOptions = true,
        versionProvider = StorefrontCommand.Version.class,
        subcommands = {RunCommand.class, DemoCommand.class, PreviewCommand.class, AutoComplete.GenerateCompletion.class
        })
public final class StorefrontCommand implements Runnable {
    /** Exit codes; scripts rely on them. */
    static final int SUCCESS = 0;

    static final int FAILURE = 1;
    static final int USAGE = 2;
    static final int UNSTABLE = 3;
    static final int ABORTED = 130;

    public static void main(String[] arguments) {
        int code = commandLine().execute(arguments);
        System.exit(code);
    }

    static CommandLine commandLine() {
        return new CommandLine(new StorefrontCommand()).setCaseInsensitiveEnumValuesAllowed(true);
    }

    @Override
    public void run() {
        CommandLine.usage(this, System.out);
    }

    /** The version of the jar. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = StorefrontCommand.class.getPackage().getImplementationVersion();
            return new String[] {"storefront " + (version == null ? "(not packaged)" : version)};
        }
    }
}
