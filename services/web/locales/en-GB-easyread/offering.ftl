# Easy Read.
offering-advocacy-care-act = A Care Act advocate. They help when the council looks at your needs or your plan
offering-advocacy-capacity = A mental capacity advocate. They help with big decisions when there is no one else to ask
offering-advocacy-representative = A paid representative. They help someone who is not free to leave a place
offering-advocacy-mental-health = A mental health advocate. They help people under the Mental Health Act
