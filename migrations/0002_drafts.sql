CREATE TABLE `drafts` (
	`organization_id` text DEFAULT 'local' NOT NULL,
	`product_id` text NOT NULL,
	`revision` integer NOT NULL,
	`content` text,
	`updated_at` text NOT NULL,
	PRIMARY KEY(`organization_id`, `product_id`),
	FOREIGN KEY (`organization_id`,`product_id`) REFERENCES `products`(`organization_id`,`id`) ON UPDATE no action ON DELETE restrict
);
