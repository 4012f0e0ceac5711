package dev.waybill.runs;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.List;

/** The file to which the output of a run is copied. */
record LogFile(RunDirectory run, RandomAccessFile file) implements Machine.Output {
    @Override
    public long length() throws IOException {
        return file.length();
    }

    @Override
    public int read(long at, byte[] buffer) throws IOException {
        file.seek(at);
        return file.read(buffer, 0, buffer.length);
    }

    @Override
    public List<Long> gaps() throws IOException {
        return run.gaps();
    }

    /** By a hole in the file, see fallocate(1). Where the file system makes none, the room is free when the run is over. */
    @Override
    public void discard(long end) {
        var nowhere = new File("/dev/null");
        try {
            new ProcessBuilder(
                            "fallocate",
                            "--punch-hole",
                            "--length",
                            Long.toString(end),
                            run.log().toString())
                    .redirectInput(nowhere)
                    .redirectErrorStream(true)
                    .redirectOutput(nowhere)
                    .start()
                    .onExit()
                    .join();
        } catch (IOException e) {
            // this machine has no fallocate
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
