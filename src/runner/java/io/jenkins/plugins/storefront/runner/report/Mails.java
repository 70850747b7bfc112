package io.jenkins.plugins.storefront.runner.report;

/** Shows a mail as its reader sees it. */
final class Mails {
    private static final int LEAST = 220;
    private static final int MOST = 900;
    private static final int LINE = 27;

    private Mails() {}

    static ReportView.Mail view(Recording.Mail mail) {
        return new ReportView.Mail(
                Phrases.orEmpty(mail.subject()),
                Phrases.orEmpty(mail.from()),
                String.join(", ", mail.to()),
                Phrases.moment(mail.at()),
                Phrases.orEmpty(mail.html()),
                height(mail),
                Phrases.orEmpty(mail.text()));
    }

    /** A guess: nothing can measure a frame without a script. The frame scrolls, and people can resize it. */
    private static int height(Recording.Mail mail) {
        long lines = Phrases.orEmpty(mail.text())
                .lines()
                .mapToLong(line -> 1 + line.length() / 90)
                .sum();
        return (int) Math.max(LEAST, Math.min(MOST, 110 + lines * LINE));
    }
}
