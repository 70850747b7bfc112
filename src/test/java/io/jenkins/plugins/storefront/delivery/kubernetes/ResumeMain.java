package io.jenkins.plugins.storefront.delivery.kubernetes;

import io.jenkins.plugins.storefront.delivery.model.FailureCause;
import io.jenkins.plugins.storefront.delivery.rollout.RolloutMachine;
import io.jenkins.plugins.storefront.runner.host.TestDelivery;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/**
 * The process after the restart: {@code PROJECT KUBECONFIG FOLDER…}. Takes each folder's rollout up where its state says, and prints
 * a line of folder, outcome, and reasons of the failure.
 */
public final class ResumeMain {
    private ResumeMain() {}

    public static void main(String[] arguments) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<String>> ends = new ArrayList<>();
        try (TestDelivery run = DiskDelivery.run(Path.of(arguments[0]), Path.of(arguments[1]))) {
            for (String folder : List.of(arguments).subList(2, arguments.length)) {
                ends.add(threads.submit(resume(run, Path.of(folder))));
            }
            for (Future<String> end : ends) {
                System.out.println(end.get());
            }
        }
        System.exit(0);
    }

    private static Callable<String> resume(TestDelivery run, Path folder) {
        return () -> {
            DiskDelivery delivery = new DiskDelivery(run, folder);
            String state = Files.readString(folder.resolve(Interrupted.STATE));
            RolloutMachine.End end = new Interrupted(delivery, folder, folder, 0).run(session -> session.resume(state));
            return folder.getFileName() + " " + summary(end);
        };
    }

    static String summary(RolloutMachine.End end) {
        return end.outcome() + " "
                + end.causes().stream().map(FailureCause::code).sorted().collect(Collectors.toList());
    }
}
