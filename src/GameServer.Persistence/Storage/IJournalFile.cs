using System;
using System.IO;

namespace GameServer.Persistence;

/// <summary>A file being written, at its end only.</summary>
public interface IJournalFile : IDisposable
{
    /// <summary>Bytes appended so far.</summary>
    long Length { get; }

    /// <summary>Adds bytes. After a crash any part of what was not flushed may be there.</summary>
    /// <exception cref="IOException">The disk is full or failed; part of the bytes may have been written.</exception>
    void Append(ReadOnlySpan<byte> bytes);

    /// <summary>Returns when all that was appended would survive a power cut.</summary>
    /// <exception cref="IOException">It cannot be promised. The file must not be trusted beyond its last good flush: systems drop the pages that failed.</exception>
    void Flush();
}
