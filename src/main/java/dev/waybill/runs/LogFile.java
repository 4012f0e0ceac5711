package dev.waybill.runs;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.List;

/** The file that receives the output of a run. */
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

    /**
     * Punches a hole, see fallocate(1). If the file system does not support that, the space is freed at the end of the
     * run.
     */
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
            // fallocate is not installed
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
