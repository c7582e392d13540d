using System.Collections.Generic;
using GameServer.Client;
using GameServer.LoadTest.Scenes;
using GameServer.Transport;
using Xunit;

namespace GameServer.Tests.Simulation;

public sealed class ClientStateTests
{
    private readonly List<ClientState> _states = [ClientState.Connecting];
    private readonly Scene _scene = new(new SceneOptions { RttMs = 60, DisconnectTimeoutMs = 3_000 });

    public ClientStateTests() => _scene.Drawn = player =>
    {
        if (player == _scene.Players[0] && player.Client.State != _states[^1]) _states.Add(player.Client.State);
    };

    private GameClient Client => _scene.Players[0].Client;

    [Fact]
    public void A_short_silence_interrupts_and_keeps_the_seat()
    {
        _scene.Run(2);
        _scene.Cut();
        _scene.Run(2);
        Assert.Equal(ClientState.Interrupted, Client.State);
        _scene.Heal();
        _scene.Run(2);
        Assert.Equal([ClientState.Connecting, ClientState.Syncing, ClientState.Playing, ClientState.Interrupted, ClientState.Playing], _states);
        Assert.Equal(1, Client.SessionCount);
        Assert.Equal(1, Client.Statistics.Interruptions);
        AssertPlays();
    }

    [Fact]
    public void A_lost_connection_is_tried_again_until_it_works_and_the_seat_is_the_same()
    {
        _scene.Run(2);
        _scene.Cut();
        _scene.Run(12);
        Assert.Equal(ClientState.Resuming, Client.State);
        _scene.Heal();
        _scene.Run(8);
        Assert.Equal(
            [ClientState.Connecting, ClientState.Syncing, ClientState.Playing, ClientState.Interrupted, ClientState.Resuming, ClientState.Syncing, ClientState.Playing], _states);
        Assert.Equal(1, Client.SessionCount);
        Assert.Equal(1, Client.Statistics.Resumes);
        AssertPlays();
    }

    [Fact]
    public void A_connection_that_does_not_come_back_ends_with_its_reason()
    {
        _scene.Run(2);
        _scene.Cut();
        _scene.Run(120);
        Assert.Equal(ClientState.Closed, Client.State);
        Assert.Contains(Client.CloseReason, new[] { ClientCloseReason.ConnectionFailed, ClientCloseReason.TimedOut });
    }

    [Fact]
    public void A_client_whose_address_changes_keeps_its_seat()
    {
        _scene.Run(2);
        _scene.Move(0, Endpoint.FromIPv4(0x0A00_0999, 41_000));
        _scene.Run(6);
        Assert.Equal(ClientState.Playing, Client.State);
        Assert.Equal(1, Client.SessionCount);
        AssertPlays();
    }

    private void AssertPlays()
    {
        Prediction prediction = Client.Prediction!;
        long before = prediction.Newest.Value;
        long inputsBefore = Client.Statistics.InputsFresh;
        _scene.Run(1);
        Assert.InRange(prediction.Newest.Value - before, 25, 35);
        Assert.True(Client.Statistics.InputsFresh > inputsBefore);
    }
}
