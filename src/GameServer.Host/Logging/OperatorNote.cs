using GameServer.Core;

namespace GameServer.Host.Logging;

/// <summary>A line for the operator about a change of state: with the code of what is wrong now, or with none when it is well again.</summary>
internal readonly record struct OperatorNote(ErrorCode Code, string Line);
