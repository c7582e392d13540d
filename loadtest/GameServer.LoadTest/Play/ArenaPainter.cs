using System;
using System.Globalization;
using GameServer.Arena;
using GameServer.Client;
using GameServer.Replication;

namespace GameServer.LoadTest.Play;

/// <summary>
/// Draws the arena as a client shows it: the own ship and its shots from <see cref="GameClient.Prediction"/>, everything else from <see cref="GameClient.Interpolation"/>, scores
/// from <see cref="GameClient.World"/>, and how good the connection is.
/// </summary>
public sealed class ArenaPainter(TerminalFrame frame)
{
    private const float UnitsPerColumn = 0.5f;
    private const float UnitsPerRow = 1;      // letters are twice as high as wide
    private const int StatusRows = 3;
    private const byte Own = 93;
    private const byte Wall = 90;
    private const byte CrateColour = 92;
    private static readonly byte[] TeamColours = [96, 91];

    private float _centreX;
    private float _centreY;

    public void Paint(GameClient client)
    {
        frame.Clear();
        OwnEntity? ship = OwnShip(client);
        if (ship is { } own) Centre(client.Prediction!, own);
        if (client.PlayerCapacity > 0) PaintField(ArenaGame.FieldSize(client.PlayerCapacity));
        if (client.Interpolation is { } interpolation) PaintOthers(interpolation);
        if (client.Prediction is { } prediction) PaintOwn(prediction);
        PaintStatus(client, ship);
    }

    private static OwnEntity? OwnShip(GameClient client)
    {
        if (client.Prediction is not { } prediction) return null;
        foreach (OwnEntity entity in prediction.Entities)
        {
            if (ReferenceEquals(entity.Kind, ArenaSchema.Ship)) return entity;
        }

        return null;
    }

    private static Body Place(Prediction prediction, in OwnEntity entity)
    {
        Body body = prediction.Get(ArenaSchema.Body, entity);
        (float x, float y) = prediction.ErrorOf(entity);
        body.X += x;
        body.Y += y;
        return body;
    }

    private static char Arrow(float angle) => ">v<^"[(int)MathF.Round(angle / (MathF.PI / 2)) & 3];

    private void Centre(Prediction prediction, in OwnEntity ship)
    {
        Body body = Place(prediction, ship);
        _centreX = body.X;
        _centreY = body.Y;
    }

    private void PaintField(float size)
    {
        for (int row = StatusRows; row < frame.Height; row++)
        {
            for (int column = 0; column < frame.Width; column++)
            {
                float x = XAt(column);
                float y = YAt(row);
                bool outside = x < 0 || y < 0 || x > size || y > size;
                bool mark = MathF.Abs(x % 8) < UnitsPerColumn && MathF.Abs(y % 8) < UnitsPerRow;
                if (outside) frame.Set(column, row, '#', Wall);
                else if (mark) frame.Set(column, row, '.', Wall);
            }
        }
    }

    private void PaintOthers(Interpolation interpolation)
    {
        foreach (ReplicatedEntity entity in interpolation.Entities)
        {
            if (entity.KindIndex == ArenaSchema.Pickup.Index)
            {
                Crate crate = interpolation.Get(ArenaSchema.Crate, entity);
                if (crate.IsPresent) Put(interpolation.Get(ArenaSchema.Body, entity), crate.Content == CrateContent.Health ? '+' : '=', CrateColour);
            }
            else if (entity.KindIndex == ArenaSchema.Projectile.Index && !entity.IsOwned)
            {
                Put(interpolation.Get(ArenaSchema.Body, entity), '*', TeamColours[interpolation.Get(ArenaSchema.Shot, entity).Team]);
            }
            else if (entity.KindIndex == ArenaSchema.Ship.Index && !entity.IsOwned && interpolation.Get(ArenaSchema.Vitals, entity).State != ShipState.Dead)
            {
                int team = interpolation.Get(ArenaSchema.Pilot, entity).Team;
                Put(interpolation.Get(ArenaSchema.Body, entity), "AB"[team], TeamColours[team]);
            }
        }
    }

    private void PaintOwn(Prediction prediction)
    {
        foreach (OwnEntity entity in prediction.Entities)
        {
            Body body = Place(prediction, entity);
            if (ReferenceEquals(entity.Kind, ArenaSchema.Projectile)) Put(body, 'o', Own);
        }

        foreach (OwnEntity entity in prediction.Entities)
        {
            if (!ReferenceEquals(entity.Kind, ArenaSchema.Ship)) continue;
            bool dead = prediction.Get(ArenaSchema.Vitals, entity).State == ShipState.Dead;
            Body body = Place(prediction, entity);
            Put(body, dead ? 'x' : Arrow(body.Angle), Own);
        }
    }

    private void PaintStatus(GameClient client, OwnEntity? ship)
    {
        ClientQuality quality = client.Quality;
        string state = client.State == ClientState.Closed ? $"Closed: {client.CloseReason} {client.CloseText}" : client.State.ToString();
        frame.Write(0, 0, string.Create(CultureInfo.InvariantCulture,
            $"{state}  rtt {quality.RttMs} ms  loss {quality.LossFraction * 100:0.#} %  jitter {quality.JitterMs:0} ms  others {quality.InterpolationMs:0} ms ago  "
            + $"inputs {quality.InputBufferTicks:0.0} ticks early  corrections {quality.Mispredictions}"));
        if (ship is { } own)
        {
            Vitals vitals = client.Prediction!.Get(ArenaSchema.Vitals, own);
            Loadout loadout = client.Prediction.Get(ArenaSchema.Loadout, own);
            Pilot pilot = client.Prediction.Get(ArenaSchema.Pilot, own);
            frame.Write(0, 1, $"team {"AB"[pilot.Team]}  health {vitals.Health}  ammo {loadout.Ammo}  kills {pilot.Score}  {(loadout.DashCooldown == 0 ? "dash ready" : "")}", Own);
        }

        if (client.World is not { } world) return;
        int column = frame.Width - 24;
        foreach (ReplicatedEntity entity in world.Entities)
        {
            if (entity.KindIndex != ArenaSchema.Score.Index) continue;
            Standing standing = world.Get(ArenaSchema.Standing, entity);
            frame.Write(column + (12 * standing.Team), 1, $"team {"AB"[standing.Team]} {standing.Points}", TeamColours[standing.Team]);
        }
    }

    private void Put(in Body body, char letter, byte colour)
    {
        int column = (frame.Width / 2) + (int)MathF.Round((body.X - _centreX) / UnitsPerColumn);
        int row = StatusRows + ((frame.Height - StatusRows) / 2) + (int)MathF.Round((body.Y - _centreY) / UnitsPerRow);
        if (row >= StatusRows) frame.Set(column, row, letter, colour);
    }

    private float XAt(int column) => _centreX + ((column - (frame.Width / 2)) * UnitsPerColumn);

    private float YAt(int row) => _centreY + ((row - StatusRows - ((frame.Height - StatusRows) / 2)) * UnitsPerRow);
}
