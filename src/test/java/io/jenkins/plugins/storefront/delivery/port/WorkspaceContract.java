package io.jenkins.plugins.storefront.delivery.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.Serial;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;

/** What the engine relies on in a workspace, on whichever host. */
public abstract class WorkspaceContract {
    /** A workspace that exists and is empty. */
    protected abstract Workspace workspace() throws Exception;

    private static final class Write implements WorkspaceTask<String> {
        @Serial
        private static final long serialVersionUID = 1L;

        private final String name;

        Write(String name) {
            this.name = name;
        }

        @Override
        public String run(Path folder) throws IOException {
            Files.createDirectories(folder);
            return Files.writeString(folder.resolve(name), name).toString();
        }
    }

    private static final class Read implements WorkspaceTask<String> {
        @Serial
        private static final long serialVersionUID = 1L;

        private final String name;

        Read(String name) {
            this.name = name;
        }

        @Override
        public String run(Path folder) throws IOException {
            return Files.readString(folder.resolve(name));
        }
    }

    private static final class Permissions implements WorkspaceTask<String> {
        @Serial
        private static final long serialVersionUID = 1L;

        @Override
        public String run(Path folder) throws IOException {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder));
        }
    }

    private static final class Fail implements WorkspaceTask<Boolean> {
        @Serial
        private static final long serialVersionUID = 1L;

        @Override
        public Boolean run(Path folder) throws IOException {
            throw new IOException("the disk is full");
        }
    }

    @Test
    void runsTasksInItsFolderAndReturnsWhatTheyReturn() throws Exception {
        Workspace workspace = workspace();
        assertThat(workspace.act(new Write("a größe.txt"))).isEqualTo(workspace.path() + "/a größe.txt");
        assertThat(workspace.act(new Read("a größe.txt"))).isEqualTo("a größe.txt");
    }

    @Test
    void givesTheErrorOfATaskAsItIs() throws Exception {
        Workspace workspace = workspace();
        assertThatThrownBy(() -> workspace.act(new Fail()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("the disk is full");
        assertThatThrownBy(() -> workspace.act(new Read("none"))).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void takesBothSeparatorsInTheNameOfAChild() throws Exception {
        Workspace workspace = workspace();
        workspace.child("services/cart").act(new Write("x"));
        assertThat(workspace.child("services\\cart").act(new Read("x"))).isEqualTo("x");
        assertThat(workspace.act(new Read("services/cart/x"))).isEqualTo("x");
    }

    @Test
    void hasAPlaceForFilesThatNobodyElseMayRead() throws Exception {
        Workspace workspace = workspace();
        assertThat(workspace.temporary().act(new Permissions())).isEqualTo("rwx------");
        workspace.temporary().act(new Write("secret"));
        assertThat(workspace.child("sub").temporary().act(new Read("secret"))).isEqualTo("secret");
        assertThatThrownBy(() -> workspace.act(new Read("secret"))).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void saysWhereItIs() throws Exception {
        assertThat(workspace().describe()).contains(workspace().path()).contains(" on ");
    }
}
