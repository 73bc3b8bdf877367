import java.lang.foreign.*;
import java.lang.invoke.*;
import java.nio.file.*;
import troops.Previewable;

/// The part in C, as Java calls it. It only computes, and so previews may call it, too.
@Previewable
class Fingerprint {
    private static final MethodHandle FINGERPRINT = Linker.nativeLinker()
            .downcallHandle(
                    SymbolLookup.libraryLookup(Path.of("/usr/local/lib/libfingerprint.so"), Arena.global())
                            .findOrThrow("fingerprint"),
                    FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS));

    static String of(String text) throws Throwable {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment hex = arena.allocate(33);
            if ((int) FINGERPRINT.invokeExact(arena.allocateFrom(text), hex) != 0) {
                throw new IllegalStateException("libsodium can't be used");
            }
            return hex.getString(0);
        }
    }
}
