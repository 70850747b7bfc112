package io.jenkins.plugins.storefront.runner.cli;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.model.LogExcerpt;
import io.jenkins.plugins.storefront.delivery.model.Release;
import io.jenkins.plugins.storefront.delivery.model.RunInfo;
import io.jenkins.plugins.storefront.delivery.notify.NoticePreview;
import io.jenkins.plugins.storefront.delivery.notify.preview.PreviewPage;
import io.jenkins.plugins.storefront.delivery.notify.text.ExampleRelease;
import io.jenkins.plugins.storefront.delivery.notify.text.Language;
import io.jenkins.plugins.storefront.delivery.notify.text.TeamTemplate;
import io.jenkins.plugins.storefront.delivery.release.FileReleaseBook;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code storefront preview}: what would be seen, without doing it. */
@Command(
        name = "preview",
        description = "Shows what people would see, without telling anybody.",
        mixinStandardHelpOptions = true,
        subcommands = PreviewCommand.Notices.class)
public final class PreviewCommand implements Runnable {
    @Override
    public void run() {
        CommandLine.usage(this, System.out);
    }

    /** {@code storefront preview notices}: every notice on one page. */
    @Command(
            name = "notices",
            description = {
                "Renders every notice of an example release, or of a past run, as Slack, mail clients and other chats would show it:"
                        + " on light and dark ground, in English and Simplified Chinese. Nothing is sent.",
                "With --template the team's template is checked and used."
            },
            mixinStandardHelpOptions = true)
    public static final class Notices implements Callable<Integer> {
        @Option(
                names = "--run",
                paramLabel = "DIR",
                description = "Folder of a past run, such as .storefront/runs/3 (default: an example).")
        private Path run;

        @Option(
                names = "--template",
                paramLabel = "FILE",
                description = "A mustache file; with .html in its name it makes the HTML of the mail.")
        private Path template;

        @Option(
                names = "--output",
                paramLabel = "FILE",
                description = "The page (default: ${DEFAULT-VALUE}).",
                defaultValue = "notices.html")
        private Path output;

        @Override
        public Integer call() throws IOException {
            try {
                TeamTemplate team = template == null ? null : TeamTemplate.checked(template.toString(), text(template));
                PreviewPage page = new PreviewPage();
                if (run == null) {
                    for (ExampleRelease example : ExampleRelease.values()) {
                        String name = example.name().toLowerCase(Locale.ROOT).replace('_', ' ');
                        add(page, name, example.run(), example.release(), example.excerpt(), team);
                    }
                } else {
                    Release release = release();
                    add(page, run.toString(), info(release), release, null, team);
                }
                Files.writeString(output, page.html());
                System.out.println("Notices: " + output.toAbsolutePath().toUri());
                return StorefrontCommand.SUCCESS;
            } catch (DeliveryException e) {
                e.getMessage().lines().forEach(line -> System.err.println("ERROR: " + line));
                return StorefrontCommand.USAGE;
            }
        }

        private static void add(
                PreviewPage page, String name, RunInfo run, Release release, LogExcerpt excerpt, TeamTemplate team)
                throws DeliveryException {
            for (Language language : Language.values()) {
                page.add(name, language, NoticePreview.of(run, release, excerpt, language, team));
            }
        }

        private Release release() throws DeliveryException, IOException {
            if (!Files.isRegularFile(run.resolve("release.json"))) {
                throw new DeliveryException("--run: " + run + " is no folder of a run; those are in .storefront/runs of"
                        + " the project, named by numbers");
            }
            return FileReleaseBook.open(run).current();
        }

        /** What the folder tells of the run. */
        private RunInfo info(Release release) {
            Path folder = run.toAbsolutePath().normalize();
            String number = folder.getFileName().toString();
            Path project =
                    folder.getNameCount() > 3 ? folder.getParent().getParent().getParent() : folder;
            Instant started = release.deployments().isEmpty()
                    ? Instant.now()
                    : release.deployments().get(0).startedAt();
            return new RunInfo(
                    String.valueOf(project.getFileName()),
                    number.matches("\\d{1,9}") ? Integer.parseInt(number) : 1,
                    null,
                    started,
                    null,
                    null,
                    null);
        }

        private static String text(Path file) throws DeliveryException {
            try {
                return Files.readString(file);
            } catch (CharacterCodingException e) {
                throw new DeliveryException(file + " is not UTF-8 text", e);
            } catch (IOException e) {
                throw new DeliveryException(file + " cannot be read: " + e.getMessage(), e);
            }
        }
    }
}
