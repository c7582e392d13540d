using System;

namespace GameServer.Bench.Codec;

/// <summary>A coder did not give back what it was given.</summary>
internal sealed class CodecException(string message) : Exception(message);
