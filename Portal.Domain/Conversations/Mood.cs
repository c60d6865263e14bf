namespace Portal.Domain.Conversations;

/// <summary>How a customer sounds, in rising order of distress.</summary>
public enum Mood { Calm, Uneasy, Upset }
