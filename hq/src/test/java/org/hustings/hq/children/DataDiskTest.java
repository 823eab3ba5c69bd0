package org.hustings.hq.children;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDiskTest {

    @TempDir
    Path folder;

    @Test
    void aListThatWouldFillTheDiskIsRefusedBeforeItIsRead() {
        assertThatCode(() -> DataDisk.requireRoomForList(folder, 10_000)).doesNotThrowAnyException();
        assertThatThrownBy(() -> DataDisk.requireRoomForList(folder, 1L << 50))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("nothing was imported: the disk of " + folder + " has ")
                .hasMessageContaining("make room until ")
                .hasMessageEndingWith("or import the list in parts");
    }
}
