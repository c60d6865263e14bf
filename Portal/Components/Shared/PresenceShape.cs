namespace Portal.Components.Shared;

/// <summary>Disc, disc in a ring, disc with bar, half disc, ring: readable without colour.</summary>
public enum PresenceShape { On, Handed, Busy, Away, Off }
