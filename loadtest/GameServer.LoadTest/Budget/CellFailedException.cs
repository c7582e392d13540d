using System;
using System.Globalization;
using GameServer.Client;

namespace GameServer.LoadTest.Budget;

/// <summary>Over this network a player could not take a seat, so there is nothing to measure.</summary>
internal sealed class CellFailedException(double rttMs, double lossPercent, ClientState state)
    : Exception(string.Create(CultureInfo.InvariantCulture, $"with {rttMs} ms of RTT and {lossPercent} % loss a player is {state} instead of playing"));
