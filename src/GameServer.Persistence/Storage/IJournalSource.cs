using System;
using System.IO;

namespace GameServer.Persistence;

/// <summary>A file being read.</summary>
public interface IJournalSource : IDisposable
{
    /// <summary>Bytes in the file when it was opened.</summary>
    long Length { get; }

    /// <summary>Reads up to <c>into.Length</c> bytes at an offset.</summary>
    /// <returns>Bytes read: fewer than asked for only at the file's end.</returns>
    /// <exception cref="IOException">The disk failed.</exception>
    int Read(long offset, Span<byte> into);
}
