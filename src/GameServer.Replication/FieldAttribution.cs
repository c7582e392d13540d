namespace GameServer.Replication;

/// <summary>What one field of one entity kind cost.</summary>
/// <param name="Kind">Name of the kind; "(packet)" for what belongs to none.</param>
/// <param name="Field">Component and field, or what else takes bits: "(envelope)" for slot and operation, "(flags)" for changed bits of components and the front of whole rows.</param>
/// <param name="Bits">In all packets of the time.</param>
/// <param name="Share">Of all bits, 0..1.</param>
/// <param name="Ns">Nanoseconds of interest and writing, shared out within each client-tick by bits.</param>
public sealed record FieldAttribution(string Kind, string Field, long Bits, double Share, long Ns);
