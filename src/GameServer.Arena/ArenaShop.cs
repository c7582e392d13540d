using System;
using System.Buffers.Binary;
using GameServer.Core;
using GameServer.Simulation;

namespace GameServer.Arena;

/// <summary>Where credits go: hull plates and rounds, by reliable command. All of it is world state, so that a purchase is neither lost nor made twice.</summary>
public static class ArenaShop
{
    /// <summary>The purse does not hold the price.</summary>
    public static readonly CommandResult TooExpensive = new(1);

    /// <summary>It costs something else.</summary>
    public static readonly CommandResult OtherPrice = new(2);

    /// <summary>There is no more of it for this ship.</summary>
    public static readonly CommandResult SoldOut = new(3);

    /// <summary>The last purchase had the same number: nothing is bought twice.</summary>
    public static readonly CommandResult BoughtAlready = new(4);

    /// <summary>The player has no ship.</summary>
    public static readonly CommandResult NoShip = new(5);

    /// <summary>The pilot's record can take nothing more at present, and so nothing is sold.</summary>
    public static readonly CommandResult NoRecord = new(6);

    /// <summary>What the next one costs.</summary>
    public static int PriceOf(ArenaGood good, in Purse purse) => good == ArenaGood.Hull ? ArenaRules.HullPrice << purse.Hull : ArenaRules.RoundsPrice;

    /// <summary>Health of a whole ship.</summary>
    public static int HealthOf(in Purse purse) => ArenaRules.HealthMax + (purse.Hull * ArenaRules.HullHealth);

    /// <summary>Credits that the things bought have cost.</summary>
    public static int SpentOn(in Purse purse, in Ledger ledger) => (ArenaRules.HullPrice * ((1 << purse.Hull) - 1)) + (ArenaRules.RoundsPrice * ledger.Refills);

    /// <summary>A player's command.</summary>
    internal static CommandResult Buy(World world, PlayerSlot player, ReadOnlySpan<byte> command)
    {
        if (!ArenaOrder.TryRead(command, out ArenaOrder order)) return CommandResult.Unknown;
        EntityId ship = world.FocusOf(player);
        if (!world.IsAlive(ship)) return NoShip;
        ref Purse purse = ref world.Get(ArenaSchema.Purse, ship);
        ref Ledger ledger = ref world.Get(ArenaSchema.Ledger, ship);
        if (purse.Purchases > 0 && ledger.LastPurchase == order.Purchase) return BoughtAlready;
        if (purse.Purchases == ArenaRules.PurchasesMax || (order.Good == ArenaGood.Hull && purse.Hull == ArenaRules.HullMax)) return SoldOut;
        int price = PriceOf(order.Good, purse);
        if (price != order.Price) return OtherPrice;
        if (price > purse.Credits) return TooExpensive;
        if (!TryPromise(world, player, order.Good == ArenaGood.Hull ? ArenaProfileRules.Plate : ArenaProfileRules.Credits, order.Good == ArenaGood.Hull ? price : -price)) return NoRecord;
        purse.Credits -= price;
        purse.Purchases++;
        ledger.LastPurchase = order.Purchase;
        if (order.Good == ArenaGood.Hull) Plate(ref purse, ref world.Get(ArenaSchema.Vitals, ship));
        else Refill(ref ledger, ref world.Get(ArenaSchema.Loadout, ship));
        return CommandResult.Done;
    }

    /// <summary>A hit, to its shooter.</summary>
    internal static void Earn(World world, EntityId shooter)
    {
        ref Purse purse = ref world.Get(ArenaSchema.Purse, shooter);
        if (purse.Credits == ArenaRules.CreditsMax) return;
        purse.Credits++;
        ref Ledger ledger = ref world.Get(ArenaSchema.Ledger, shooter);
        ledger.Earned++;
        ledger.Unpromised++;
    }

    /// <summary>Gives a ship what its pilot brought along.</summary>
    internal static void Equip(World world, PlayerSlot player, EntityId ship)
    {
        if (!ArenaProfile.TryRead(world.ProfileOf(player), out ArenaProfile profile)) return;
        profile = profile.ForMatch;
        ref Purse purse = ref world.Get(ArenaSchema.Purse, ship);
        ref Ledger ledger = ref world.Get(ArenaSchema.Ledger, ship);
        purse.Credits = (int)profile.Credits;
        purse.Hull = profile.Plates;
        ledger.PlatesBrought = profile.Plates;
        ledger.Earned = purse.Credits + SpentOn(purse, ledger);
    }

    /// <summary>Promises what was earned to the pilot's record; what cannot be promised now is so the next time.</summary>
    internal static void Save(World world, PlayerSlot player, EntityId ship)
    {
        ref Ledger ledger = ref world.Get(ArenaSchema.Ledger, ship);
        if (ledger.Unpromised > 0 && TryPromise(world, player, ArenaProfileRules.Credits, ledger.Unpromised)) ledger.Unpromised = 0;
    }

    private static bool TryPromise(World world, PlayerSlot player, int kind, int amount)
    {
        Span<byte> payload = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(payload, amount);
        return world.Promise(player, kind, payload);
    }

    private static void Plate(ref Purse purse, ref Vitals vitals)
    {
        purse.Hull++;
        if (vitals.State != ShipState.Dead) vitals.Health += ArenaRules.HullHealth;
    }

    private static void Refill(ref Ledger ledger, ref Loadout loadout)
    {
        ledger.Refills++;
        loadout.Ammo = ArenaRules.AmmoMax;
    }
}
