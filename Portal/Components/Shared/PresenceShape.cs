namespace Portal.Components.Shared;

/// <summary>Disc, disc with bar, half disc, ring: readable without colour.</summary>
public enum PresenceShape { On, Busy, Away, Off }
