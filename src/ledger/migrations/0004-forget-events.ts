/** What is sealed beside an event may go when its case was erased, or when its takedown was forgotten (a minor). */
export const forgetEvents = `
CREATE OR REPLACE FUNCTION redress.keep_events() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.red IS NULL
    AND (NEW.takedown_id, NEW.seq, NEW.type, NEW.at, NEW.event, NEW.prev_hash, NEW.hash, NEW.red_hash)
      = (OLD.takedown_id, OLD.seq, OLD.type, OLD.at, OLD.event, OLD.prev_hash, OLD.hash, OLD.red_hash)
    AND EXISTS (
      SELECT 1 FROM redress.takedowns t JOIN redress.cases c ON c.id = t.case_id
      WHERE t.id = OLD.takedown_id AND (c.erased_at IS NOT NULL OR t.notice IS NULL)
    )
  THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'events are append-only' USING ERRCODE = 'restrict_violation';
END
$$;
`;
