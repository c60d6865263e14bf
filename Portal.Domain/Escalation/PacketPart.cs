namespace Portal.Domain.Escalation;

/// <summary>What a tier may ask for before a conversation is handed up to it.</summary>
public enum PacketPart { Goal, Tried, Fields, Evidence, OpenQuestions }
